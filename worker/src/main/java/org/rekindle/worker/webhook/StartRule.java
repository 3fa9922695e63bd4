// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts may start a run.
 *
 * @param wanted values of fields, of which an alert must have one for each field
 */
public record StartRule(Map<String, List<String>> wanted) {

    private static final int LONGEST_VALUE = 60;

    /** Every alert may. */
    public static final StartRule EVERY = new StartRule(Map.of());

    /** The fields that must be known of an alert. */
    public Set<String> fields() {
        return wanted.keySet();
    }

    /** Why an alert with these fields starts nothing, as a sentence; empty when it may start a run. */
    public Optional<String> objection(Map<String, String> fields) {
        return wanted.entrySet().stream()
                .filter(rule -> !rule.getValue().contains(fields.getOrDefault(rule.getKey(), "")))
                .findFirst()
                .map(rule -> "By `starts`, `" + rule.getKey() + "` must be " + String.join(" or ", rule.getValue())
                        + "; it is " + shown(fields.getOrDefault(rule.getKey(), "")) + ". Nothing was started.");
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "not there";
        }
        return "`" + AlertText.plain(AlertText.shortened(value, LONGEST_VALUE)) + "`";
    }
}
