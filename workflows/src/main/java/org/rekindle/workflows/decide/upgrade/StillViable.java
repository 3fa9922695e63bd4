// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;

/**
 * Decides whether an upgrade of a plan may still be asked for, when time has passed since the plan was made: a human may have
 * answered a stuck step hours later, or an earlier step has moved the cluster. Only what time changes is asked again; the templates
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
    public static List<Reason> objections(
            CloudCluster now, Diagnosis diagnosis, @Nullable CandidateTemplate reached, CandidateTemplate target) {
        if (now.templateId().equals(target.template().uuid())) {
            return List.of();
        }
        UpgradeStep step = new UpgradeStep(now, diagnosis, version(now, reached), null, target, null, true);
        return Stream.of(new CertificatesLast(), new SameAuthority(), new CompleteState(), new OneMinorUp())
                .flatMap(rule -> rule.about(step))
                .flatMap(finding -> finding.reasons().stream())
                .toList();
    }

    /** Magnum may report the version of a roll that is over only later; the proof of the earlier step is newer. */
    private static @Nullable String version(CloudCluster now, @Nullable CandidateTemplate reached) {
        if (reached != null && now.templateId().equals(reached.template().uuid())) {
            return reached.kubernetesVersion();
        }
        return now.kubernetesVersion();
    }
}
