// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.UpgradePolicy;

/** Decides whether an upgrade is tried, and to which template. */
public final class UpgradeChoice {

    private UpgradeChoice() {}

    /**
     * The choice.
     *
     * @param target null when no upgrade is tried
     */
    public record Choice(@Nullable Rung target, List<Decision> decisions) {}

    /** Chooses among the templates that were judged, in their order. */
    public static Choice choose(UpgradePolicy policy, CloudCluster cluster, Diagnosis diagnosis, List<Rung> judged) {
        return switch (policy) {
            case NEVER ->
                new Choice(
                        null, List.of(new Decision("upgrade", "skipped", "The policy says never (upgrade: never).")));
            case WHEN_VIABLE -> whenViable(cluster, diagnosis, judged);
            case ALWAYS -> always(cluster, diagnosis, judged);
        };
    }

    /** No second upgrade in one run: the first may have left Magnum in a state without a way back. */
    public static Choice alreadyTried() {
        return new Choice(null, List.of(new Decision("second upgrade", "skipped", "This run has tried one already.")));
    }

    private static Choice whenViable(CloudCluster cluster, Diagnosis diagnosis, List<Rung> judged) {
        List<Decision> decisions = new ArrayList<>();
        for (Rung rung : judged) {
            List<String> refusals = UpgradeViability.refusals(cluster, diagnosis, rung);
            if (refusals.isEmpty()) {
                decisions.add(new Decision(
                        "upgrade",
                        "to " + rung.template().name(),
                        "It is viable: " + cluster.kubernetesVersion() + " to " + rung.kubernetesVersion() + ". "
                                + rung.why()));
                return new Choice(rung, List.copyOf(decisions));
            }
            decisions.add(
                    new Decision("upgrade to " + rung.template().name(), "not viable", String.join(" ", refusals)));
        }
        decisions.add(new Decision("upgrade", "skipped", "No allowed template can be upgraded to."));
        return new Choice(null, List.copyOf(decisions));
    }

    private static Choice always(CloudCluster cluster, Diagnosis diagnosis, List<Rung> judged) {
        // The template with the fewest objections is the one that a human in a hurry would take.
        return judged.stream()
                .filter(rung -> !rung.template().uuid().equals(cluster.templateId()))
                .min(Comparator.comparingInt(rung ->
                        UpgradeViability.refusals(cluster, diagnosis, rung).size()))
                .map(rung -> {
                    List<String> refusals = UpgradeViability.refusals(cluster, diagnosis, rung);
                    String warning = refusals.isEmpty()
                            ? "It is viable."
                            : "The policy says always (upgrade: always), against these facts: "
                                    + String.join(" ", refusals);
                    return new Choice(
                            rung,
                            List.of(new Decision(
                                    "upgrade", "to " + rung.template().name(), warning)));
                })
                .orElseGet(() -> new Choice(
                        null,
                        List.of(new Decision("upgrade", "skipped", "There is no other template to upgrade to."))));
    }
}
