// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.util.ArrayList;
import java.util.List;

/** A message in Slack's mark-up. */
final class SlackText {

    /** Slack shortens longer ones, in the middle of what is escaped. */
    private static final int LONGEST = 3500;

    private SlackText() {}

    /** The headline in bold, the lines, and the link. */
    static String of(NoticeText text) {
        List<String> all = new ArrayList<>();
        // An asterisk would end the bold part, and Slack cannot escape it.
        all.add("*" + escaped(text.headline().replace('*', '∗')) + "*");
        all.addAll(text.linesWithin(LONGEST, SlackText::escaped));
        if (text.link() != null) {
            all.add("<" + escaped(text.link().address()) + "|" + text.link().words() + ">");
        }
        return String.join("\n", all);
    }

    /** A mention such as {@code <!channel>} needs its brackets. Three grave accents would make the rest of the message code. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("```", "'''");
    }
}
