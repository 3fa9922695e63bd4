// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.run.CellStep;

/** JupyterHub and BinderHub, as their users reach them. */
@ActivityInterface(namePrefix = "Hub.")
public interface HubActivities {

    /** Whether they say that they are well. Never fails because they do not answer. */
    HubSighting look(HubTarget target);

    /** Waits until they are well. */
    HubSighting awaitHealthy(HubTarget target);

    /** Builds a repository and launches it, following the event stream to its end, then stops the server. */
    BuildProof proveBuild(HubTarget target);

    /** Runs a cell on a server of a user that it makes, and takes away all that it made; so does an attempt after a crash. */
    CellProof proveCell(CellRequest request);

    /**
     * That a repository was built and launched for a user.
     *
     * @param built false when the image was already in the registry, so that only the launch was proven
     * @param phases the phases seen, in order
     * @param detail one sentence
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record BuildProof(boolean ready, boolean built, List<String> phases, String detail) {}

    /**
     * Whether a user's cell ran.
     *
     * @param failedAt the step that failed, null when the cell ran
     * @param detail what was seen there, without a full stop; the versions that answered when the cell ran
     * @param leftBehind why the user could not be taken away again, null when it was
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CellProof(
            @Nullable CellStep failedAt,
            String detail,
            @Nullable String leftBehind) {}

    /**
     * What is asked for.
     *
     * @param user that is made and deleted; none that existed before the run began is touched
     * @param runBegan when the run began
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CellRequest(HubTarget hub, String user, Instant runBegan) {}

    /** A cluster's hubs as its verification names them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record HubTarget(String cluster, Verification verification, Duration pollEvery) {}
}
