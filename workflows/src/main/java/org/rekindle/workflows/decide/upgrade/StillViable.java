// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Rung;

/**
 * Decides whether an upgrade of a plan may still be asked for, when time has passed since the plan was made: a human may have
 * answered a stuck step hours later, or an earlier hop has moved the cluster. Only what time changes is asked again; the templates
 * are as they were.
 */
public final class StillViable {

    private StillViable() {}

    /**
     * What speaks against it, a fact and its cure for each rule.
     *
     * @param reached what this run has upgraded the cluster to before, null when nothing
     * @return empty when nothing does, or when the cluster has the template already, so that nothing would be asked for
     */
    public static Optional<String> objection(
            CloudCluster now, Diagnosis diagnosis, @Nullable Rung reached, Rung target) {
        if (now.templateId().equals(target.template().uuid())) {
            return Optional.empty();
        }
        Hop hop = new Hop(now, diagnosis, version(now, reached), null, target, null, true);
        String objection = Stream.of(new CertificatesLast(), new SameAuthority(), new CompleteState(), new OneMinorUp())
                .flatMap(rule -> rule.about(hop))
                .map(Finding::sentence)
                .collect(Collectors.joining(" "));
        return objection.isEmpty() ? Optional.empty() : Optional.of(objection);
    }

    /** Magnum may tell the version of a roll that has ended only later; the proof of the earlier hop is newer. */
    private static @Nullable String version(CloudCluster now, @Nullable Rung reached) {
        return reached != null && now.templateId().equals(reached.template().uuid())
                ? reached.kubernetesVersion()
                : now.kubernetesVersion();
    }
}
