// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.redaction;

import java.util.Arrays;
import java.util.Collection;

/**
 * A text as it would be without its line ends and the white space around them, which knows where each of its characters stands in the
 * text. A program may break what it prints: {@code base64} does after 76 characters, and YAML indents the lines.
 */
final class UnwrappedText {

    private final String text;
    private final StringBuilder unwrapped = new StringBuilder();
    private final int[] places;

    UnwrappedText(String text) {
        this.text = text;
        this.places = new int[text.length()];
        unwrap();
    }

    private void unwrap() {
        int at = 0;
        while (at < text.length()) {
            int end = endOfWhiteSpace(at);
            if (!hasLineEnd(at, end)) {
                // One character at least: where no white space is, the character itself.
                for (int each = at; each < Math.max(end, at + 1); each++) {
                    places[unwrapped.length()] = each;
                    unwrapped.append(text.charAt(each));
                }
            }
            at = Math.max(end, at + 1);
        }
    }

    private int endOfWhiteSpace(int from) {
        int end = from;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private boolean hasLineEnd(int from, int to) {
        for (int each = from; each < to; each++) {
            if (text.charAt(each) == '\n' || text.charAt(each) == '\r') {
                return true;
            }
        }
        return false;
    }

    /** The text with something in the place of each of these words, broken or not. */
    String without(Collection<String> words, String instead) {
        boolean[] gone = new boolean[text.length()];
        String whole = unwrapped.toString();
        for (String word : words) {
            mark(whole, new UnwrappedText(word).unwrapped.toString(), gone, true);
            if (!word.equals(word.strip())) {
                // White space at its edge may be part of a line end in the text alone.
                mark(text, word, gone, false);
            }
        }
        StringBuilder left = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (!gone[at]) {
                left.append(text.charAt(at));
            } else if (at == 0 || !gone[at - 1]) {
                left.append(instead);
            }
        }
        return left.toString();
    }

    private void mark(String where, String word, boolean[] gone, boolean isUnwrapped) {
        if (word.isEmpty()) {
            return;
        }
        for (int from = where.indexOf(word); from >= 0; from = where.indexOf(word, from + 1)) {
            int last = from + word.length() - 1;
            if (isUnwrapped) {
                Arrays.fill(gone, places[from], places[last] + 1, true);
            } else {
                Arrays.fill(gone, from, last + 1, true);
            }
        }
    }
}
