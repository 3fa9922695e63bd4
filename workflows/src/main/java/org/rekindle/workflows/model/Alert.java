// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Something outside said that the cluster is in trouble.
 *
 * @param source such as {@code alertmanager}
 * @param key tells a repeated alert from a new one
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Alert(String source, String key, String summary) {

    /** Whatever a sender leaves out is filled in, since an alert must never keep a run from going on. */
    public Alert {
        source = source == null ? "unknown" : source;
        summary = summary == null ? "no summary" : summary;
        key = key == null ? source + ": " + summary : key;
    }

    /** What was said; a signal that is sent without any input counts as an alert that says nothing. */
    public static Alert orUnknown(@Nullable Alert alert) {
        return alert == null ? new Alert("unknown", "unknown: no summary", "no summary") : alert;
    }
}
