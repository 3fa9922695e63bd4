// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.World;

/** Opens a run: says what it is about and reads, once, what the fleet file says. */
public final class Opening {

    private static final Duration READING = Duration.ofMinutes(10);

    private Opening() {}

    /** The cluster's profile. A cluster that the fleet file does not know fails the run, since nothing could be done. */
    public static ClusterProfile profile(Journal journal, RecoverRequest request) {
        journal.begin(request.trigger() == null ? "manual" : request.trigger());
        try {
            return World.ask(FleetActivities.class, "Read the fleet file", READING)
                    .describe(new ClusterRef(request.cluster()));
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof ApplicationFailure said) {
                throw ApplicationFailure.newNonRetryableFailure(said.getOriginalMessage(), said.getType());
            }
            throw failure;
        }
    }
}
