// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.plan;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.decide.rebuild.RescueJudged;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;

/** Says what becomes of the data: what is kept and how, and what goes. */
final class DataKept {

    private DataKept() {}

    static List<String> of(ClusterProfile profile, PlanInput facts) {
        Inventory volumes = facts.volumes();
        boolean keepVolumes = profile.policy().keepVolumes();
        List<String> sentences = new ArrayList<>();
        RescueJudged.kept(facts.rescue()).forEach(reason -> sentences.add(Sentences.of(reason)));
        for (LeftOver volume : volumes.found()) {
            sentences.add("Volume " + volume.name() + ", UUID " + volume.id() + ": " + fate(volume, keepVolumes));
        }
        volumes.notLooked().forEach(why -> sentences.add("Volumes could not be listed: " + why));
        if (!profile.deploy().isEmpty()) {
            RescueJudged.lost(facts.rescue()).forEach(reason -> sentences.add(Sentences.of(reason)));
        }
        sentences.add("What is in the cluster alone goes with it: the hub's own database unless its volume is kept, the"
                + " history of Prometheus, running servers.");
        return List.copyOf(sentences);
    }

    private static String fate(LeftOver volume, boolean keepVolumes) {
        if (volume.keptOnDelete()) {
            return "kept by the janitor's property; attach it again by its UUID.";
        }
        return keepVolumes ? "gets the janitor's property before an approval is asked for." : "goes with the cluster.";
    }
}
