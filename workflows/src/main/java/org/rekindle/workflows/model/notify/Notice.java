// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.Alert;

/**
 * A message to people. It holds no secret, and no markup: each channel writes it in its own way.
 *
 * @param key the same whenever this message is sent, and of no other: a system that got it twice can show it once
 * @param thread the same in all messages about one run
 * @param cluster its id in the fleet file
 * @param headline one line, which begins with the cluster
 * @param lines what follows it, a sentence or a command each
 * @param workflowId the workflow that it is about; null when there is none to look at
 * @param runId that workflow's run, null as above
 * @param at when it was written
 * @param alert the alert that the run was started by; null when a person asked for it, and when no run is meant
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Notice(
        String key,
        String thread,
        NoticeKind kind,
        Urgency urgency,
        String cluster,
        String headline,
        List<String> lines,
        @Nullable String workflowId,
        @Nullable String runId,
        Instant at,
        @Nullable Alert alert) {

    /** Keeps the list as it is. */
    public Notice {
        lines = List.copyOf(lines);
    }

    /** One that no alert has led to. */
    public Notice(
            String key,
            String thread,
            NoticeKind kind,
            Urgency urgency,
            String cluster,
            String headline,
            List<String> lines,
            @Nullable String workflowId,
            @Nullable String runId,
            Instant at) {
        this(key, thread, kind, urgency, cluster, headline, lines, workflowId, runId, at, null);
    }
}
