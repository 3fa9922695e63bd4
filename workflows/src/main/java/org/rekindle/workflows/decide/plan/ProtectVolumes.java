// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;

/** Says which volumes are kept from going with a cluster, and by what. */
final class ProtectVolumes {

    /** The property by which cluster-api-janitor-openstack leaves a volume alone. */
    private static final String KEEP = "janitor.capi.azimuth-cloud.com/keep=true";

    private static final String OLD_JANITORS =
            " A cluster-api-janitor-openstack from before May 2025 does not know the property and deletes them all the same:"
                    + " ask the cloud's operators which one they run.";

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
            decisions.add(new Decision(
                    "volumes", "kept", inWords(kept) + " carry the property " + KEEP + "." + OLD_JANITORS));
        }
        if (!open.isEmpty()) {
            decisions.add(new Decision(
                    "volumes",
                    "protected first",
                    inWords(open) + " get the property " + KEEP
                            + " before leave is asked for; this plan deletes nothing, the one that is made then does."
                            + OLD_JANITORS));
        }
        volumes.notLooked()
                .forEach(why -> decisions.add(new Decision(
                        "volumes",
                        "not known",
                        "They could not be listed, so nothing is deleted while the policy keeps volumes: " + why)));
        return List.copyOf(decisions);
    }

    private static String inWords(List<LeftOver> volumes) {
        return volumes.stream()
                .map(volume -> "Volume " + volume.name() + ", UUID " + volume.id())
                .collect(Collectors.joining("; "));
    }
}
