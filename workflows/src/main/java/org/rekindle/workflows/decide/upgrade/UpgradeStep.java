// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.QuotaSighting;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Diagnosis;

/**
 * One upgrade that is thought about.
 *
 * @param version the Kubernetes version that the cluster has before it, null when it is not known
 * @param from the template that the cluster has before it, null when the project does not see it
 * @param quota null when it was not asked for
 * @param first whether it starts from the cluster as it is now, and not from where an earlier step would leave it
 */
record UpgradeStep(
        CloudCluster cluster,
        Diagnosis diagnosis,
        @Nullable String version,
        @Nullable Template from,
        CandidateTemplate to,
        @Nullable QuotaSighting quota,
        boolean first) {

    Optional<KubernetesVersion> current() {
        if (version == null) {
            return Optional.empty();
        }
        return KubernetesVersion.parse(version);
    }

    Optional<KubernetesVersion> target() {
        return KubernetesVersion.parse(to.kubernetesVersion());
    }

    /** The next one, when this one has gone well. */
    UpgradeStep then(CandidateTemplate next) {
        return new UpgradeStep(cluster, diagnosis, to.kubernetesVersion(), to.template(), next, quota, false);
    }

    /** The same start with another target. */
    UpgradeStep to(CandidateTemplate other) {
        return new UpgradeStep(cluster, diagnosis, version, from, other, quota, first);
    }
}
