// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

/**
 * One upgrade that is thought about.
 *
 * @param version the Kubernetes version that the cluster has before it, null when it is not known
 * @param from the template that the cluster has before it, null when the project does not see it
 * @param quota null when nobody asked
 * @param first whether it starts from the cluster as it is now, and not from where an earlier hop would leave it
 */
record Hop(
        CloudCluster cluster,
        Diagnosis diagnosis,
        @Nullable String version,
        @Nullable Template from,
        Rung to,
        @Nullable QuotaSighting quota,
        boolean first) {

    Optional<KubernetesVersion> current() {
        return version == null ? Optional.empty() : KubernetesVersion.parse(version);
    }

    Optional<KubernetesVersion> target() {
        return KubernetesVersion.parse(to.kubernetesVersion());
    }

    /** The next one, when this one has gone well. */
    Hop then(Rung next) {
        return new Hop(cluster, diagnosis, to.kubernetesVersion(), to.template(), next, quota, false);
    }

    /** The same start with another target. */
    Hop to(Rung other) {
        return new Hop(cluster, diagnosis, version, from, other, quota, first);
    }
}
