// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a sealed plan. An approval and a permit name the plan by it. In JSON it is its text.
 *
 * @param value 64 hexadecimal digits in lower case
 */
public record PlanHash(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final int SHORT = 12;

    /** Refuses what is no hash. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlanHash {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    "The hash of a plan has 64 hexadecimal digits in lower case: \"" + value + "\" is none.");
        }
    }

    /** What a person typed, with spaces around it; null when it is no hash. */
    public static @Nullable PlanHash typed(@Nullable String text) {
        if (text == null || !isOne(text.strip())) {
            return null;
        }
        return new PlanHash(text.strip());
    }

    private static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Its beginning, for people. */
    public String abbreviated() {
        return value.substring(0, SHORT);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
