// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.rehearsal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.activities.approval.Signers;
import org.rekindle.lab.scenario.GameDay;
import org.rekindle.lab.scenario.GameDayResult;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.NotifyChannels;
import org.rekindle.workflows.model.fleet.ClusterProfile;

/**
 * Plays what would happen to a real cluster whose certificates end. The real one is looked at by reading alone; everything else
 * happens to its copy, on skipped time.
 *
 * @param copy what it is, in words
 * @param notPlayed what is not as it would be, in sentences
 * @param result what came of it
 */
public record Rehearsal(String copy, List<String> notPlayed, GameDayResult result) {

    /**
     * Plays it.
     *
     * @param fleet the user's own, whose policy, templates and releases count
     * @param untilTheEnd until the copy's certificates end; negative when they have
     * @param folder for all files of the run; must be there
     */
    public static Rehearsal play(
            RealCluster real, FleetFile fleet, Duration untilTheEnd, Path folder, Talk talk, Clock clock)
            throws IOException {
        GameDayResult result = GameDay.play(
                ClusterCopy.of(real, untilTheEnd, clock.instant()),
                ofTheCopy(fleet, real.profile(), folder),
                folder,
                talk);
        return new Rehearsal(ClusterCopy.inWords(real), ClusterCopy.notPlayed(real), result);
    }

    private static FleetFile ofTheCopy(FleetFile fleet, ClusterProfile profile, Path folder) {
        Map<String, ClusterProfile> profiles = new LinkedHashMap<>(fleet.profiles());
        profiles.put(profile.cluster(), ClusterCopy.profile(profile));
        return new FleetFile(
                fleet.file(),
                folder.resolve("clouds.yaml"),
                folder.resolve("state"),
                fleet.webhooks(),
                fleet.surveyEvery(),
                null,
                null,
                null,
                fleet.proofsEvery(),
                Signers.NONE,
                NotifyChannels.NONE,
                profiles);
    }
}
