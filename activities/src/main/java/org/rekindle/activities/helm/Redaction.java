// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rekindle.activities.http.UrlSecrets;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/**
 * Takes out of Helm's text what may be secret: Helm quotes what it was given, and its text enters a history.
 *
 * <p>The rule, for every scalar of the values files, be it written as text, as a number or as a date:
 *
 * <ul>
 *   <li>Under a key that looks secret ({@link SecretKeys}), at any depth, it is taken out whatever its length. One of fewer
 *       than four characters is taken out where it stands alone and not within a longer word: a password {@code 7} must
 *       not make an error of all sevens unreadable.
 *   <li>Elsewhere it is taken out from eight characters on. Shorter ones ({@code latest}, {@code 8080}, {@code hub}) are what
 *       errors are about, and no secret worth the name is as short and called something else.
 *   <li>Booleans and nulls stay.
 * </ul>
 *
 * <p>It is taken out in all forms in which it may come back ({@link Forms}): as it was written, as the number that YAML and Go make of
 * it, escaped, and in base64, also in the midst of a longer text that was encoded. So are passwords in URLs. An error is understood
 * without them, and whoever needs them has the files.
 */
final class Redaction {

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

    /** Reads the values files; {@code REFUSED} with the place of the fault for each that is not YAML. */
    static Redaction of(List<String> valuesFiles) {
        return of(valuesFiles, List.of());
    }

    /** @param passwords of which nothing may stay either */
    static Redaction of(List<String> valuesFiles, List<String> passwords) {
        // The longest first, so that nothing is left of one that holds another.
        Set<String> secrets = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        passwords.forEach(password -> secrets.addAll(Forms.of(password, true)));
        List<String> faults = new ArrayList<>();
        for (String file : valuesFiles) {
            try {
                ValuesScalars.read(file).forEach(scalar -> secrets.addAll(Forms.of(scalar.text(), scalar.secret())));
            } catch (ValuesScalars.Fault fault) {
                faults.add(file + fault.place());
            }
        }
        if (!faults.isEmpty()) {
            throw Failures.of(
                    FailureCode.REFUSED, "These values files are not YAML: " + String.join(", ", faults) + ".");
        }
        return new Redaction(secrets);
    }

    /** The beginning of the text in one line, without secrets, as long as a history should have it. */
    String apply(String text) {
        String told = clean(text);
        return told.length() <= LONGEST_TEXT ? told : told.substring(0, LONGEST_TEXT) + "…";
    }

    /** The end of the text in one line, without secrets. It is cut last: half a secret would not be known again. */
    String applyToEnd(String text, int longest) {
        String told = clean(text);
        return told.length() <= longest ? told : "…" + told.substring(told.length() - longest);
    }

    private String clean(String text) {
        String told = text;
        for (String secret : anywhere) {
            told = told.replace(secret, GONE);
        }
        for (Pattern secret : alone) {
            told = secret.matcher(told).replaceAll(Matcher.quoteReplacement(GONE));
        }
        return UrlSecrets.hide(told).replaceAll("\\s+", " ").strip();
    }

    /** An escape such as {@code \n} before it is no part of its word. */
    private static Pattern standingAlone(String secret) {
        return Pattern.compile("(?:(?<![\\p{L}\\p{N}])|(?<=\\\\[nrt]))" + Pattern.quote(secret) + "(?![\\p{L}\\p{N}])");
    }
}
