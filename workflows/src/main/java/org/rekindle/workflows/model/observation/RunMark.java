// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of the label {@code rekindle_run}, by which a run knows the clusters that it created. In JSON it is its text.
 *
 * @param value the id of the run, a dash and the number of the try
 */
public record RunMark(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z-]+-[0-9]+");

    /** Refuses what is no mark. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunMark {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    "The mark of a run is its id, a dash and a number: \"" + value + "\" is none.");
        }
    }

    /** What a label says; null when it is absent or was written by somebody else, and is the mark of no run. */
    public static @Nullable RunMark read(@Nullable String label) {
        if (label == null || !isOne(label)) {
            return null;
        }
        return new RunMark(label);
    }

    private static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether it was written by the run of this id. */
    public boolean isOf(String runId) {
        return value.substring(0, value.lastIndexOf('-')).equals(runId);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
