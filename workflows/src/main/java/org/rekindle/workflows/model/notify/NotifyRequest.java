// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.Alert;

/**
 * What people are told of, and who is told.
 *
 * @param cluster its id in the fleet file
 * @param workflowId the workflow that people look at
 * @param runId that workflow's run
 * @param first what is told first; where it is all that there is to tell, nothing more is waited for
 * @param until how long this must not be told again; null when it may
 * @param alert the alert that the run was started by; null when a person asked for it, and when no run is followed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NotifyRequest(
        String cluster,
        Audience audience,
        String workflowId,
        String runId,
        RunNews first,
        @Nullable Instant until,
        @Nullable Alert alert) {}
