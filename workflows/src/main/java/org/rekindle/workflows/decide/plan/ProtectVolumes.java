// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;

/** Says which volumes are kept from going with a cluster, and by what. */
final class ProtectVolumes {

    /** The property by which cluster-api-janitor-openstack leaves a volume alone. */
    private static final String KEEP = LeftOver.KEEP_PROPERTY + "=true";

    private ProtectVolumes() {}

    /** What a plan that tears a cluster down says of its volumes; nothing when it has none. */
    static List<Decision> decisions(Inventory volumes, boolean keepVolumes) {
        if (!keepVolumes) {
            return List.of();
        }
        List<Decision> decisions = new ArrayList<>();
        List<LeftOver> kept =
                volumes.found().stream().filter(LeftOver::keptOnDelete).toList();
        List<LeftOver> open =
                volumes.found().stream().filter(each -> !each.keptOnDelete()).toList();
        if (!kept.isEmpty()) {
            decisions.add(Decision.of(StepId.VOLUMES, ChoiceCode.KEPT, of(ReasonCode.VOLUMES_KEPT, kept)));
        }
        if (!open.isEmpty()) {
            decisions.add(
                    Decision.of(StepId.VOLUMES, ChoiceCode.PROTECTED_FIRST, of(ReasonCode.VOLUMES_PROTECTED, open)));
        }
        volumes.notLooked()
                .forEach(why -> decisions.add(Decision.of(
                        StepId.VOLUMES,
                        ChoiceCode.NOT_KNOWN,
                        Reason.of(ReasonCode.VOLUMES_NOT_LISTED, "detail", why))));
        return List.copyOf(decisions);
    }

    private static Reason of(ReasonCode code, List<LeftOver> volumes) {
        return Reason.of(code, "volumes", inWords(volumes)).with("property", KEEP);
    }

    private static String inWords(List<LeftOver> volumes) {
        return volumes.stream()
                .map(volume -> "Volume " + volume.name() + ", UUID " + volume.id())
                .collect(Collectors.joining("; "));
    }
}
