// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.RescuedVolume;

/**
 * Which claims can be made again, by what Cinder says of its volumes now. Volumes of other drivers were rescued only where nothing deletes
 * them with the cluster, and no one can be asked about them.
 *
 * @param free the volumes to claim, by their handles
 * @param lost the claims whose volumes are gone, or on their way since they have no keep property; each as {@code namespace/name}
 * @param databases a sentence for each of the lost claims that has a hub's database, with the cure
 * @param used a sentence for each claim whose volume something else uses, with the cure
 */
public record ClaimsToMake(List<String> free, List<String> lost, List<String> databases, List<String> used) {

    /** As the JupyterHub chart calls the claim of its database; the release's name may stand in front. */
    private static final Pattern DATABASE = Pattern.compile("(.+-)?hub-db-dir");

    /** None of them, while the old cluster still stands and uses the volumes. */
    public static ClaimsToMake none(List<RescuedVolume> rescued) {
        return new ClaimsToMake(
                List.of(), rescued.stream().map(RescuedVolume::path).toList(), List.of(), List.of());
    }

    /** Sorts the claims that were rescued. A volume that is in use is left alone, kept or not. */
    public static ClaimsToMake of(List<RescuedVolume> rescued, Inventory now) {
        Set<String> kept = now.found().stream()
                .filter(LeftOver::keptOnDelete)
                .map(LeftOver::id)
                .collect(Collectors.toSet());
        List<String> free = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<String> databases = new ArrayList<>();
        List<String> used = new ArrayList<>();
        for (RescuedVolume volume : rescued) {
            String user = now.usedBy().get(volume.handle());
            if (user != null) {
                used.add("Claim " + volume.path() + " was not made again, since its volume " + volume.handle() + " "
                        + user + ": free the volume, then RETRY.");
            } else if (!volume.inCinder() || kept.contains(volume.handle())) {
                free.add(volume.handle());
            } else {
                lost.add(volume.path());
                if (DATABASE.matcher(volume.claim()).matches()) {
                    databases.add(database(volume));
                }
            }
        }
        return new ClaimsToMake(List.copyOf(free), List.copyOf(lost), List.copyOf(databases), List.copyOf(used));
    }

    /** The hub would work, and each proof with a token of the hub's configuration would pass. */
    private static String database(RescuedVolume volume) {
        return "Claim " + volume.path() + " was not made again, since its volume " + volume.handle()
                + " is gone or lacks the keep property. It has the hub's database, and the hub would begin with an empty"
                + " one: without its users, their tokens and their groups. If Cinder has the volume still, set the"
                + " property, then RETRY. If not, make the claim of a backup, or accept the loss, then SKIP.";
    }
}
