// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sender of alerts says which of them do not fire any more.
 *
 * @param source such as {@code alertmanager}
 * @param keys of the alerts, as {@link Alert#key} has them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResolvedAlerts(String source, List<String> keys) {

    /** What a sender leaves out is filled in, since such news must never keep a run from going on. */
    public ResolvedAlerts {
        source = source == null ? "unknown" : source;
        keys = keys == null ? List.of() : List.copyOf(keys);
    }

    /** What was said; a signal that is sent without any input says nothing. */
    public static ResolvedAlerts orNone(@Nullable ResolvedAlerts said) {
        return said == null ? new ResolvedAlerts("unknown", List.of()) : said;
    }
}
