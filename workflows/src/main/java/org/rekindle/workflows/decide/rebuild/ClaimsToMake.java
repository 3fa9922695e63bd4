// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.RescuedVolume;

/**
 * Which claims can be made again, by what Cinder says of their volumes now.
 *
 * @param free the volumes to claim, by their handles
 * @param lost the claims whose volumes are gone, or on their way since they have no keep property; each as {@code namespace/name}
 * @param used a sentence for each claim whose volume something else uses, with the cure
 */
public record ClaimsToMake(List<String> free, List<String> lost, List<String> used) {

    /** Sorts the claims that were rescued. A volume that is in use is left alone, kept or not. */
    public static ClaimsToMake of(List<RescuedVolume> rescued, Inventory now) {
        Set<String> kept = now.found().stream()
                .filter(LeftOver::keptOnDelete)
                .map(LeftOver::id)
                .collect(Collectors.toSet());
        List<String> free = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<String> used = new ArrayList<>();
        for (RescuedVolume volume : rescued) {
            String user = now.usedBy().get(volume.handle());
            if (user != null) {
                used.add("Claim " + volume.path() + " was not made again, since its volume " + volume.handle() + " "
                        + user + ": free the volume, then RETRY.");
            } else if (kept.contains(volume.handle())) {
                free.add(volume.handle());
            } else {
                lost.add(volume.path());
            }
        }
        return new ClaimsToMake(List.copyOf(free), List.copyOf(lost), List.copyOf(used));
    }
}
