// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of server-sent events line by line, as the HTML standard's section 9.2.6 says it.
 *
 * <p>Comments (a line that starts with a colon, such as BinderHub's keep-alives) and the fields {@code event}, {@code id}
 * and {@code retry} are passed over. An event that the end of the stream cuts off is left out.
 */
final class EventStreamParser {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** In characters. A longer event is none of a hub's, and is left out. */
    private static final int LONGEST = 1024 * 1024;

    private @Nullable StringJoiner data;
    private boolean first = true;

    /** Takes one line without its end; the data of an event when the line ends one. */
    Optional<String> accept(String raw) {
        String line = raw;
        if (first && raw.startsWith(BYTE_ORDER_MARK)) {
            line = raw.substring(1);
        }
        first = false;
        if (line.isEmpty()) {
            Optional<String> event = Optional.ofNullable(data)
                    .filter(each -> each.length() <= LONGEST)
                    .map(StringJoiner::toString);
            data = null;
            return event;
        }
        if (line.equals("data")) {
            addData("");
        } else if (line.startsWith("data: ")) {
            addData(line.substring("data: ".length()));
        } else if (line.startsWith("data:")) {
            addData(line.substring("data:".length()));
        }
        return Optional.empty();
    }

    private void addData(String value) {
        if (data == null) {
            data = new StringJoiner("\n");
        }
        if (data.length() <= LONGEST) {
            data.add(value);
        }
    }
}
