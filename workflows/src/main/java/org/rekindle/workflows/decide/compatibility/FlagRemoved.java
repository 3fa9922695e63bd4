// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.Optional;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Kubernetes 1.33 removed {@code --cloud-provider} from kube-apiserver (capi-helm-charts issue 545: "The kube-apiserver will fail to
 * start, due to this unsupported argument"). A chart that still passes it makes a control plane that never comes up, and Magnum
 * says CREATE_IN_PROGRESS for ever: the first rebuild of March 2026.
 */
final class FlagRemoved {

    private static final KubernetesVersion SINCE = new KubernetesVersion(1, 33, 0);

    private FlagRemoved() {}

    /** Why they cannot work together, if so. */
    static Optional<Reason> refusal(Pair pair, CompatibilityRow row) {
        if (row.cloudProviderFlag() && pair.kubernetes().compareTo(SINCE) >= 0) {
            return Optional.of(pair.reason(ReasonCode.FLAG_REMOVED).with("version", pair.kubernetes()));
        }
        return Optional.empty();
    }
}
