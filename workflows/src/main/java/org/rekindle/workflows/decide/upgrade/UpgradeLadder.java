// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.UpgradePolicy;

/**
 * Decides by which upgrades a cluster gets to the template that its fleet file prefers: one minor version at a time, each through a
 * template that exists and passes every rule; a roll to another image of the same version is one such upgrade. Or by none, and why.
 */
public final class UpgradeLadder {

    private final CloudCluster cluster;
    private final Diagnosis diagnosis;
    private final List<Rung> allowed;
    private final @Nullable Template current;
    private final @Nullable QuotaSighting quota;

    /**
     * The ladder.
     *
     * @param hops the upgrades in their order; empty when none is made
     */
    public record Choice(List<Rung> hops, List<Decision> decisions) {}

    private UpgradeLadder(
            CloudCluster cluster,
            Diagnosis diagnosis,
            List<Rung> allowed,
            List<Template> visible,
            @Nullable QuotaSighting quota) {
        this.cluster = cluster;
        this.diagnosis = diagnosis;
        this.allowed = allowed;
        this.current = visible.stream()
                .filter(template -> template.uuid().equals(cluster.templateId()))
                .findFirst()
                .orElse(null);
        this.quota = quota;
    }

    /**
     * Chooses.
     *
     * @param allowed the templates that the fleet file allows, judged, in its order
     * @param visible all that the project sees
     * @param quota null when nobody asked
     */
    public static Choice choose(
            UpgradePolicy policy,
            CloudCluster cluster,
            Diagnosis diagnosis,
            List<Rung> allowed,
            List<Template> visible,
            @Nullable QuotaSighting quota) {
        UpgradeLadder ladder = new UpgradeLadder(cluster, diagnosis, allowed, visible, quota);
        return switch (policy) {
            case NEVER ->
                new Choice(
                        List.of(),
                        List.of(new Decision("upgrade", "skipped", "The policy says never (upgrade: never).")));
            case WHEN_VIABLE -> ladder.whenViable();
            case ALWAYS -> ladder.always();
        };
    }

    /** No second upgrade in one run: the first may have left Magnum in a state without a way back. */
    public static Choice alreadyTried() {
        return new Choice(
                List.of(), List.of(new Decision("second upgrade", "skipped", "This run has tried one already.")));
    }

    private Choice whenViable() {
        List<Decision> decisions = new ArrayList<>();
        for (Rung goal : allowed) {
            List<Rung> hops = path(start(goal));
            if (!hops.isEmpty()) {
                decisions.add(new Decision("upgrade", "to " + names(hops), because(hops)));
                return new Choice(hops, List.copyOf(decisions));
            }
            decisions.add(new Decision(
                    "upgrade to " + goal.template().name(), "not viable", sentences(Preflight.stopping(start(goal)))));
        }
        decisions.add(new Decision("upgrade", "skipped", "No allowed template can be upgraded to."));
        return new Choice(List.of(), List.copyOf(decisions));
    }

    private Hop start(Rung to) {
        return new Hop(cluster, diagnosis, cluster.kubernetesVersion(), current, to, quota, true);
    }

    /** The way to a hop's target: at once where it passes, else by way of a template of the next minor version. */
    private List<Rung> path(Hop wanted) {
        if (Preflight.stopping(wanted).isEmpty()) {
            return List.of(wanted.to());
        }
        if (minors(wanted) < 2) {
            return List.of();
        }
        for (Rung next : allowed) {
            Hop step = wanted.to(next);
            if (minors(step) == 1 && Preflight.stopping(step).isEmpty()) {
                List<Rung> rest = path(step.then(wanted.to()));
                if (!rest.isEmpty()) {
                    return Stream.concat(Stream.of(next), rest.stream()).toList();
                }
            }
        }
        return List.of();
    }

    private static int minors(Hop hop) {
        Optional<KubernetesVersion> from = hop.current();
        Optional<KubernetesVersion> to = hop.target();
        return from.isEmpty() || to.isEmpty() ? 0 : from.get().minorsTo(to.get());
    }

    private String because(List<Rung> hops) {
        Rung last = hops.get(hops.size() - 1);
        List<Finding> warnings = Preflight.findings(start(hops.get(0)));
        return (hops.size() == 1 ? "It is viable: " : "Each of the " + hops.size() + " hops is viable: ")
                + cluster.kubernetesVersion() + " to "
                + hops.stream().map(Rung::kubernetesVersion).collect(Collectors.joining(" to ")) + ". " + last.why()
                + (warnings.isEmpty() ? "" : " " + sentences(warnings));
    }

    private Choice always() {
        // The template with the fewest objections is the one that a human in a hurry would take.
        return allowed.stream()
                .filter(rung -> !rung.template().uuid().equals(cluster.templateId()))
                .min((one, other) -> Integer.compare(objections(one), objections(other)))
                .map(rung -> {
                    List<Finding> stopping = Preflight.stopping(start(rung));
                    String warning = stopping.isEmpty()
                            ? "It is viable."
                            : "The policy says always (upgrade: always), against these facts: " + sentences(stopping);
                    return new Choice(
                            List.of(rung),
                            List.of(new Decision(
                                    "upgrade", "to " + rung.template().name(), warning)));
                })
                .orElseGet(() -> new Choice(
                        List.of(),
                        List.of(new Decision("upgrade", "skipped", "There is no other template to upgrade to."))));
    }

    private int objections(Rung rung) {
        return Preflight.stopping(start(rung)).size();
    }

    private static String names(List<Rung> hops) {
        return hops.stream().map(rung -> rung.template().name()).collect(Collectors.joining(", then "));
    }

    private static String sentences(List<Finding> findings) {
        return findings.stream().map(Finding::sentence).collect(Collectors.joining(" "));
    }
}
