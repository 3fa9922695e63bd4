// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/**
 * Where people look at a run in the Temporal UI.
 *
 * @param base such as {@code https://temporal.example.org}
 */
public record RunLinks(String base, String namespace) {

    /** The page of the run that a message is about; null when it is about none. */
    @Nullable
    String of(Notice notice) {
        String workflowId = notice.workflowId();
        return workflowId == null ? null : of(workflowId, notice.runId());
    }

    /**
     * The page of a run.
     *
     * @param runId null for the last run of the workflow
     */
    public String of(String workflowId, @Nullable String runId) {
        StringBuilder link = new StringBuilder(base.replaceFirst("/+$", ""))
                .append("/namespaces/")
                .append(encoded(namespace))
                .append("/workflows/")
                .append(encoded(workflowId));
        if (runId != null) {
            link.append('/').append(encoded(runId));
        }
        return link.toString();
    }

    /** For one segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
