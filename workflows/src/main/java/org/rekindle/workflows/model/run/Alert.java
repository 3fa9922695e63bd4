// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Something outside said that the cluster is in trouble.
 *
 * @param source such as {@code alertmanager}
 * @param key the same for a repeated alert: its fingerprint, and behind an @ since when it fires
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Alert(String source, String key, String summary) {

    /** What a sender leaves out is filled in, since an alert must never keep a run from going on. */
    public Alert {
        source = source == null ? "unknown" : source;
        summary = summary == null ? "no summary" : summary;
        key = key == null ? source + ": " + summary : key;
    }

    /** What an alert is known by whenever it fires: the key without the time since when it does. */
    public String origin() {
        return originOf(key);
    }

    /** The same of an alert of which the key is known. */
    public static String originOf(String key) {
        int time = key.lastIndexOf('@');
        return time < 0 ? key : key.substring(0, time);
    }

    /** What was said; a signal that is sent without any input is an alert that says nothing. */
    public static Alert orUnknown(@Nullable Alert alert) {
        return alert == null ? new Alert("unknown", "unknown: no summary", "no summary") : alert;
    }
}
