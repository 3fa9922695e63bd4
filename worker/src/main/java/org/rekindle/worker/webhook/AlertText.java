// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.nio.charset.StandardCharsets;

/** Makes texts of senders fit for histories and logs. */
public final class AlertText {

    private AlertText() {}

    /** Without control characters and halves of characters, which no history can hold. */
    public static String cleaned(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    }

    /** What may stand between backticks in a sentence: letters, digits and a few signs. */
    public static String plain(String text) {
        return text.replaceAll("[^\\w.=-]", "?");
    }

    /** At most so many characters, and dots where some are left out; no character is cut in half. */
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest;
        if (Character.isHighSurrogate(text.charAt(longest - 1))) {
            end--;
        }
        return text.substring(0, end) + "...";
    }
}
