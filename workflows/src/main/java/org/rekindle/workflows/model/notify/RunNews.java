// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * How a run stands now. It takes the place of what was said before: what people were not told yet, they are not told any more.
 *
 * @param headline one line, without the cluster
 * @param lines what follows it, a sentence or a command each
 * @param at since when it stands so
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunNews(NoticeKind kind, Urgency urgency, String headline, List<String> lines, Instant at) {

    /** Keeps the list as it is. */
    public RunNews {
        lines = List.copyOf(lines);
    }
}
