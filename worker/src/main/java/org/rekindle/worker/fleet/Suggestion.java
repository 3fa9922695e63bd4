// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known word that a person may have meant. */
public final class Suggestion {

    /** A word of more letters is no typing mistake, and to compare it with every time zone would take minutes. */
    private static final int LONGEST = 200;

    private Suggestion() {}

    /** The nearest of the known words, if one is near enough: at most two letters off, or a third of a longer word. */
    public static Optional<String> of(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(2, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** {@code did you mean x?}, else {@code known are a, b, c}. */
    public static String sentence(String word, Collection<String> known) {
        if (known.isEmpty()) {
            return "none is known";
        }
        return of(word, known)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "known are " + String.join(", ", known));
    }

    /** The same as the end of a sentence: with a full stop where it does not ask. */
    public static String end(String word, Collection<String> known) {
        String sentence = sentence(word, known);
        return sentence.endsWith("?") ? sentence : sentence + ".";
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == Character.toLowerCase(right.charAt(j - 1));
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
