// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of server-sent events line by line, as the HTML standard's section 9.2.6 says it.
 *
 * <p>Comments (a line that starts with a colon, such as BinderHub's keep-alives) and the fields {@code event}, {@code id}
 * and {@code retry} are passed over. An event that the end of the stream cuts off is none.
 */
final class EventStreamParser {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private @Nullable StringJoiner data;
    private boolean first = true;

    /** Takes one line without its end; the data of an event when the line ends one. */
    Optional<String> accept(String raw) {
        String line = first && raw.startsWith(BYTE_ORDER_MARK) ? raw.substring(1) : raw;
        first = false;
        if (line.isEmpty()) {
            Optional<String> event = Optional.ofNullable(data).map(StringJoiner::toString);
            data = null;
            return event;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        if (field.equals("data")) {
            String value = colon < 0 ? "" : line.substring(colon + 1);
            if (data == null) {
                data = new StringJoiner("\n");
            }
            data.add(value.startsWith(" ") ? value.substring(1) : value);
        }
        return Optional.empty();
    }
}
