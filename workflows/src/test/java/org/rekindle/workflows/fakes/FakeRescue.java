// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.api.RescueActivities.KeepRequest;
import org.rekindle.workflows.api.RescueActivities.KeptRequest;
import org.rekindle.workflows.api.RescueActivities.RestoreRequest;
import org.rekindle.workflows.api.RescueActivities.Restored;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedSecret;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.model.run.FailureCode;

/** A cluster with a hub's Secret, and the store that it is copied into. */
public final class FakeRescue implements RescueActivities {

    public static final RescuedSecret HUB = new RescuedSecret("binderhub", "hub", "Opaque", List.of("cookie_secret"));
    public static final RescuedSecret CERTIFICATE =
            new RescuedSecret("binderhub", "https", RescuedSecret.TLS, List.of("tls.crt", "tls.key"));

    public final List<KeepRequest> keeps = new CopyOnWriteArrayList<>();
    public final List<RestoreRequest> restores = new CopyOnWriteArrayList<>();
    /** What the cluster holds, or the store once it was copied. */
    public volatile List<RescuedSecret> secrets = List.of(HUB, CERTIFICATE);

    public volatile List<RescuedVolume> volumes = List.of();
    /** What an earlier night has copied. */
    public volatile List<RescuedSecret> copiedBefore = List.of();

    /** Why the API cannot be read; null while it can. */
    public volatile @Nullable String apiTrouble;
    /** Why nothing can be put back; null while it can. */
    public volatile @Nullable String restoreFault;

    /** What is in the new cluster already and differs, a sentence each. */
    public volatile List<String> other = List.of();

    /** What the new cluster does not take, a sentence each that begins with its name. */
    public volatile List<String> refused = List.of();

    /** Whether the store has lost what was copied. */
    public volatile boolean storeIsEmpty;

    @Override
    public RescueSighting keep(KeepRequest request) {
        keeps.add(request);
        String trouble = apiTrouble;
        return trouble == null
                ? new RescueSighting(
                        secrets,
                        volumes,
                        List.of("support/entrypoint 203.0.113.9"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        false)
                : kept().withUnread("binderhub: " + trouble);
    }

    @Override
    public RescueSighting kept(KeptRequest request) {
        return kept();
    }

    @Override
    public AddedClaims addClaims(ClaimsRequest request) {
        return new AddedClaims(
                request.claims().stream()
                        .map(claim -> RescuedVolume.ofCinder(claim.namespace(), claim.claim(), claim.handle()))
                        .toList(),
                List.of());
    }

    private RescueSighting kept() {
        return new RescueSighting(
                copiedBefore,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                copiedBefore.stream()
                        .map(each -> "Secret " + each.path() + " of 2026-03-01T02:00:00Z")
                        .toList(),
                List.of(),
                true);
    }

    @Override
    public Restored restore(RestoreRequest request) {
        restores.add(request);
        String fault = restoreFault;
        if (fault != null) {
            throw Failures.of(FailureCode.REFUSED, fault);
        }
        if (storeIsEmpty) {
            return new Restored(List.of(), List.of(), List.of(), List.of());
        }
        return new Restored(
                Stream.concat(
                                secrets.stream().map(each -> "Secret " + each.path()),
                                volumes.stream()
                                        .filter(volume -> request.volumes().contains(volume.handle()))
                                        .map(volume -> "PersistentVolumeClaim " + volume.path()))
                        .filter(thing -> refused.stream().noneMatch(sentence -> sentence.startsWith(thing)))
                        .toList(),
                List.of(),
                other,
                refused);
    }
}
