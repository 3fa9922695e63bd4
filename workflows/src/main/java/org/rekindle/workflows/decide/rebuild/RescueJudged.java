// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedSecret;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** What a rescue means for those who use the hubs: what is as before after a rebuild, and what is not. */
public final class RescueJudged {

    private RescueJudged() {}

    /** What was kept, by whom it matters to. */
    public static List<Reason> kept(@Nullable RescueSighting rescue) {
        if (rescue == null) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>();
        add(reasons, ReasonCode.HUB_STATE_KEPT, rescue, RescuedSecret::ofHub);
        add(reasons, ReasonCode.CERTIFICATES_RESCUED, rescue, RescuedSecret::ofCertificate);
        add(reasons, ReasonCode.SECRETS_KEPT, rescue, secret -> !secret.ofHub() && !secret.ofCertificate());
        add(reasons, ReasonCode.CLAIMS_KEPT, "claims", claims(rescue, RescuedVolume::inCinder));
        add(reasons, ReasonCode.CLAIMS_OF_OTHERS, "claims", claims(rescue, volume -> !volume.inCinder()));
        return List.copyOf(reasons);
    }

    /** What goes with the cluster. */
    public static List<Reason> lost(@Nullable RescueSighting rescue) {
        if (rescue == null) {
            return List.of(Reason.of(ReasonCode.RESCUE_NOT_ASKED_FOR), Reason.of(ReasonCode.HUB_STATE_LOST));
        }
        List<Reason> reasons = new ArrayList<>();
        add(reasons, ReasonCode.RELEASES_STANDING, "releases", rescue.releases().stream());
        add(reasons, ReasonCode.ADDRESSES_GO, "addresses", rescue.addresses().stream());
        rescue.unread().forEach(why -> reasons.add(Reason.of(ReasonCode.NOT_RESCUED, "detail", why)));
        add(reasons, ReasonCode.COPIED_EARLIER, "copies", rescue.earlier().stream());
        add(reasons, ReasonCode.CLAIMS_BY_CLOUD, "claims", rescue.byCloud().stream());
        if (rescue.secrets().stream().noneMatch(RescuedSecret::ofHub)) {
            reasons.add(Reason.of(ReasonCode.HUB_STATE_LOST));
        }
        return List.copyOf(reasons);
    }

    /** What a plan promises and a later rescue no longer has: Secrets and claims, each as {@code namespace/name}. */
    public static List<String> missing(@Nullable RescueSighting promised, @Nullable RescueSighting now) {
        if (promised == null) {
            return List.of();
        }
        List<String> there = paths(now);
        return paths(promised).stream().filter(path -> !there.contains(path)).toList();
    }

    /** What does not stand yet of what was rescued, each as {@code Secret hub/hub}, a claim with its volume. */
    public static List<String> notPutBack(RescueSighting rescued, Collection<String> standing) {
        return Stream.concat(
                        rescued.secrets().stream()
                                .map(secret -> "Secret " + secret.path())
                                .filter(name -> !standing.contains(name)),
                        rescued.volumes().stream()
                                .filter(volume -> !standing.contains("PersistentVolumeClaim " + volume.path()))
                                .map(volume ->
                                        "PersistentVolumeClaim " + volume.path() + ", volume " + volume.handle()))
                .toList();
    }

    private static Stream<String> claims(RescueSighting rescue, Predicate<RescuedVolume> which) {
        return rescue.volumes().stream().filter(which).map(RescuedVolume::path);
    }

    private static List<String> paths(@Nullable RescueSighting rescue) {
        if (rescue == null) {
            return List.of();
        }
        return Stream.concat(
                        rescue.secrets().stream().map(RescuedSecret::path),
                        rescue.volumes().stream().map(volume -> "claim " + volume.path()))
                .toList();
    }

    private static void add(
            List<Reason> reasons, ReasonCode code, RescueSighting rescue, Predicate<RescuedSecret> which) {
        add(reasons, code, "secrets", rescue.secrets().stream().filter(which).map(RescuedSecret::path));
    }

    private static void add(List<Reason> reasons, ReasonCode code, String fact, Stream<String> names) {
        String joined = names.collect(Collectors.joining(", "));
        if (!joined.isEmpty()) {
            reasons.add(Reason.of(code, fact, joined));
        }
    }
}
