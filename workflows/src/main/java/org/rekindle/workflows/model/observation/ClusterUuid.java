// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The UUID that Magnum gives a cluster. A delete rests on it, since names are not unique. In JSON it is its text.
 *
 * @param value in lower case, with dashes
 */
public record ClusterUuid(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Refuses what is no UUID. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ClusterUuid {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    "The UUID of a cluster has 32 hexadecimal digits in lower case, and dashes: \"" + value
                            + "\" is none.");
        }
    }

    /** What Magnum shows or a person wrote, in capitals too; null when it is no UUID. */
    public static @Nullable ClusterUuid read(@Nullable String text) {
        if (text == null || !isOne(text.toLowerCase(Locale.ROOT))) {
            return null;
        }
        return new ClusterUuid(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
