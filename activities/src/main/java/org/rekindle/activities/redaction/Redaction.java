// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.redaction;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rekindle.activities.http.UrlSecrets;

/**
 * Takes out of a program's text what it was given and may be secret: programs quote what they are given, and their text enters a
 * history.
 *
 * <p>A secret is taken out in all forms in which it may come back ({@link SecretEncodings}): as it was written, as the number
 * that YAML and Go make of it, escaped, and in base64, also within a longer text that was encoded, and in all of these where the
 * program broke its lines in the middle. One of fewer than four characters
 * is taken out where it stands alone and not within a longer word: a password {@code 7} must not make an error of all sevens
 * unreadable. Passwords in URLs are taken out too. The operator understands an error without them, and has the files.
 */
public final class Redaction {

    private static final int SHORTEST_WITHIN_A_WORD = 4;
    private static final int LONGEST_TEXT = 2000;
    private static final String GONE = "…";

    private final List<String> anywhere;
    private final List<Pattern> alone;

    private Redaction(Set<String> secrets) {
        this.anywhere = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_WITHIN_A_WORD)
                .toList();
        this.alone = secrets.stream()
                .filter(secret -> secret.length() < SHORTEST_WITHIN_A_WORD)
                .map(Redaction::standingAlone)
                .toList();
    }

    /**
     * Takes these out.
     *
     * @param secrets in all forms in which they may come back
     */
    public static Redaction ofForms(Collection<String> secrets) {
        // The longest first, so that nothing is left of one that holds another.
        Set<String> sorted = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        sorted.addAll(secrets);
        return new Redaction(sorted);
    }

    /** The beginning of the text in one line, without secrets, as long as a history should have it. */
    public String apply(String text) {
        String redacted = clean(text);
        if (redacted.length() <= LONGEST_TEXT) {
            return redacted;
        }
        return redacted.substring(0, LONGEST_TEXT) + "…";
    }

    /** The end of the text in one line, without secrets. It is cut last: half a secret would not be known again. */
    public String applyToEnd(String text, int longest) {
        String redacted = clean(text);
        if (redacted.length() <= longest) {
            return redacted;
        }
        return "…" + redacted.substring(redacted.length() - longest);
    }

    private String clean(String text) {
        String redacted = new UnwrappedText(text).without(anywhere, GONE);
        for (Pattern secret : alone) {
            redacted = secret.matcher(redacted).replaceAll(Matcher.quoteReplacement(GONE));
        }
        return UrlSecrets.hide(redacted).replaceAll("\\s+", " ").strip();
    }

    /** An escape such as {@code \n} before it is no part of its word. */
    private static Pattern standingAlone(String secret) {
        return Pattern.compile("(?:(?<![\\p{L}\\p{N}])|(?<=\\\\[nrt]))" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])");
    }
}
