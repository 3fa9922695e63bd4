// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * One minor version at a time, and none back. The webhook of Cluster API refuses more ("cannot update Kubernetes version from v1.31.4
 * to v1.33.0"), and Helm carries on all the same: the worker is deleted, its replacement is held by the version skew for ever.
 */
final class OneMinorUp implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        Optional<KubernetesVersion> from = step.current();
        Optional<KubernetesVersion> to = step.target();
        if (from.isEmpty() || to.isEmpty()) {
            return Stream.of(Finding.of(
                    Verdict.CANNOT_KNOW,
                    versions(
                            ReasonCode.UPGRADE_VERSIONS_UNKNOWN,
                            String.valueOf(step.version()),
                            step.to().kubernetesVersion())));
        }
        if (from.get().compareTo(to.get()) > 0) {
            return Stream.of(
                    Finding.of(Verdict.REFUSES, versions(ReasonCode.UPGRADE_VERSION_BACK, from.get(), to.get())));
        }
        if (from.get().minorsTo(to.get()) <= 1) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                Verdict.REFUSES,
                versions(ReasonCode.UPGRADE_MINOR_SKIPPED, from.get(), to.get())
                        .with("next", from.get().major() + "." + (from.get().minor() + 1))));
    }

    private static Reason versions(ReasonCode code, Object from, Object to) {
        return Reason.of(code, "from", from).with("to", to);
    }
}
