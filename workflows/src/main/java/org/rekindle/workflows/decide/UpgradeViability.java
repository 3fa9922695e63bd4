// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Rung;

/**
 * Decides whether an upgrade to a template can work. It must be known beforehand: an upgrade that is refused or that
 * hangs deletes the worker of every single-node group all the same, and leaves Magnum in a state without a way back.
 */
public final class UpgradeViability {

    private UpgradeViability() {}

    /** All reasons why it cannot work, in sentences; empty when it can. */
    public static List<String> refusals(CloudCluster cluster, Diagnosis diagnosis, Rung target) {
        List<String> refusals = new ArrayList<>();
        if (diagnosis.condition() == Condition.EXPIRED) {
            refusals.add(
                    "The certificates have expired: Cluster API cannot reach the cluster any more, so the roll stalls,"
                            + " and the workers are lost meanwhile.");
        }
        if (!cluster.status().endsWith("_COMPLETE")) {
            refusals.add("Magnum says " + cluster.status() + ", and upgrades only from a COMPLETE state.");
        }
        if (cluster.templateId().equals(target.template().uuid())) {
            refusals.add("The cluster already has template " + target.template().name() + ".");
        }
        if (!target.fits()) {
            refusals.add(target.why());
        }
        hop(cluster, target).ifPresent(refusals::add);
        return List.copyOf(refusals);
    }

    private static Optional<String> hop(CloudCluster cluster, Rung target) {
        String current = cluster.kubernetesVersion();
        Optional<KubernetesVersion> from = current == null ? Optional.empty() : KubernetesVersion.parse(current);
        Optional<KubernetesVersion> to = KubernetesVersion.parse(target.kubernetesVersion());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.of("The versions are not known (from " + current + " to " + target.kubernetesVersion()
                    + "), so it cannot be said whether the hop is allowed.");
        }
        int minors = from.get().minorsTo(to.get());
        if (minors < 0 || from.get().compareTo(to.get()) > 0) {
            return Optional.of("From " + from.get() + " to " + to.get() + " is a step back.");
        }
        if (minors > 1) {
            return Optional.of("From " + from.get() + " to " + to.get() + " skips a minor version, which Cluster API"
                    + " refuses, and the workers are lost all the same.");
        }
        return Optional.empty();
    }
}
