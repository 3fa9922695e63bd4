// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;

/**
 * One minor version at a time, and none back. The webhook of Cluster API refuses more ("cannot update Kubernetes version from v1.31.4
 * to v1.33.0"), and Helm carries on all the same: the worker is deleted, its replacement is held by the version skew for ever.
 */
final class OneMinorUp implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        Optional<KubernetesVersion> from = hop.current();
        Optional<KubernetesVersion> to = hop.target();
        if (from.isEmpty() || to.isEmpty()) {
            return Stream.of(new Finding(
                    "one minor up",
                    Verdict.CANNOT_KNOW,
                    "The versions are not known (from " + hop.version() + " to "
                            + hop.to().kubernetesVersion() + "), so it cannot be said whether the hop is allowed.",
                    "Magnum's coe_version and the kube_version of the template's image would tell."));
        }
        int minors = from.get().minorsTo(to.get());
        if (from.get().compareTo(to.get()) > 0) {
            return Stream.of(new Finding(
                    "one minor up",
                    Verdict.REFUSES,
                    "From " + from.get() + " to " + to.get() + " is a step back.",
                    "Use a template of the same or the next minor version."));
        }
        return minors <= 1
                ? Stream.empty()
                : Stream.of(new Finding(
                        "one minor up",
                        Verdict.REFUSES,
                        "From " + from.get() + " to " + to.get()
                                + " skips a minor version, which Cluster API refuses, and the workers are lost all the same.",
                        "Go through a template of " + from.get().major() + "."
                                + (from.get().minor() + 1) + " first."));
    }
}
