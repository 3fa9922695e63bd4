// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;

/**
 * Decides which data a delete would take along. A service that could not be asked counts as data at risk: not having
 * looked is not the same as having found nothing.
 */
public final class DataAtRisk {

    /** The type of the entry that stands for what could not be looked at. */
    public static final String NOT_LOOKED = "not looked at";

    private DataAtRisk() {}

    /** Every volume without the keep property, and every service that did not say. */
    public static List<LeftOver> of(Inventory volumes) {
        return Stream.concat(
                        volumes.found().stream().filter(volume -> !volume.keptOnDelete()),
                        volumes.notLooked().stream().map(why -> new LeftOver(NOT_LOOKED, "unknown", why, false)))
                .toList();
    }

    /** Those that the keep property can protect: volumes that were seen without it. */
    public static List<LeftOver> protectable(List<LeftOver> atRisk) {
        return atRisk.stream().filter(each -> !each.type().equals(NOT_LOOKED)).toList();
    }

    /** One entry in a sentence. */
    public static String sentence(LeftOver atRisk) {
        return atRisk.type().equals(NOT_LOOKED)
                ? "Whatever volumes it has, since they could not be listed: " + atRisk.name()
                : "Volume " + atRisk.name() + ", UUID " + atRisk.id()
                        + ": it has no keep property, so it goes with the cluster.";
    }
}
