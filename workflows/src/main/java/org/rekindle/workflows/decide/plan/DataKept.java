// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;

/** Says what becomes of the data: what is kept and how, and what goes. */
final class DataKept {

    private DataKept() {}

    static List<String> of(Inventory volumes, boolean keepVolumes) {
        List<String> sentences = new ArrayList<>();
        for (LeftOver volume : volumes.found()) {
            sentences.add("Volume " + volume.name() + ", UUID " + volume.id() + ": " + fate(volume, keepVolumes));
        }
        volumes.notLooked().forEach(why -> sentences.add("Volumes could not be listed: " + why));
        sentences.add("What is in the cluster alone goes with it: the hub's own database unless its volume is kept, the"
                + " history of Prometheus, running servers.");
        return List.copyOf(sentences);
    }

    private static String fate(LeftOver volume, boolean keepVolumes) {
        if (volume.keptOnDelete()) {
            return "kept by the janitor's property; attach it again by its UUID.";
        }
        return keepVolumes ? "gets the janitor's property before leave is asked for." : "goes with the cluster.";
    }
}
