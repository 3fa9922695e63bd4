// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;

/**
 * Decides which data a delete would take along. A service that did not answer is data at risk: not having
 * looked is not the same as having found nothing.
 */
public final class DataAtRisk {

    private DataAtRisk() {}

    /** Every volume without the keep property, and every service that did not say. */
    public static List<LeftOver> of(Inventory volumes) {
        return Stream.concat(
                        volumes.found().stream().filter(volume -> !volume.keptOnDelete()),
                        volumes.notLooked().stream().map(LeftOver::notListed))
                .toList();
    }

    /** Those that the keep property can protect: volumes that were seen without it. */
    public static List<LeftOver> protectable(List<LeftOver> atRisk) {
        return atRisk.stream().filter(LeftOver::couldBeListed).toList();
    }

    /** One entry in a sentence. */
    public static String sentence(LeftOver atRisk) {
        if (atRisk.couldBeListed()) {
            return "Volume " + atRisk.name() + ", UUID " + atRisk.id()
                    + ": it has no keep property, so it goes with the cluster.";
        }
        return "Whatever volumes it has, since they could not be listed: " + atRisk.name();
    }
}
