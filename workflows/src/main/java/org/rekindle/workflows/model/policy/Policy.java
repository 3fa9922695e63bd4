// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;

/**
 * What the operator allows and wants.
 *
 * @param renewBefore how long before expiry certificates are renewed
 * @param pollEvery pause between two looks at something that takes long
 * @param keepVolumes true when a cluster whose volumes are not protected must not be deleted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Policy(
        UpgradePolicy upgrade,
        TemplatePolicy templates,
        ApprovalPolicy approval,
        Deadlines deadlines,
        List<MaintenanceWindow> maintenanceWindows,
        Duration renewBefore,
        Duration pollEvery,
        boolean keepVolumes,
        RebuildPolicy rebuild) {

    /** The same with other approvals. */
    public Policy withApproval(ApprovalPolicy other) {
        return new Policy(
                upgrade, templates, other, deadlines, maintenanceWindows, renewBefore, pollEvery, keepVolumes, rebuild);
    }
}
