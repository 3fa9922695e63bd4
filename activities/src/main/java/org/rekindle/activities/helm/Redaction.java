// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Takes out of Helm's text what may be secret: Helm quotes what it was given, and its text enters a history.
 *
 * <p>Taken out are all longer strings of the values files, plain and in base64, and passwords in URLs. An error is
 * understood without them, and whoever needs them has the files.
 */
final class Redaction {

    private static final int SHORTEST_SECRET = 8;
    private static final int LONGEST_TEXT = 2000;
    private static final Pattern USER_IN_URL = Pattern.compile("://[^/@\\s]+@");

    private final List<String> secrets;

    private Redaction(Set<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** Reads the values files; {@code REFUSED} with the place of the fault for each that is not YAML. */
    static Redaction of(List<String> valuesFiles) {
        // The longest first, so that nothing is left of one that holds another.
        Set<String> secrets = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        List<String> faults = new ArrayList<>();
        for (String file : valuesFiles) {
            try (JsonParser parser =
                    new YAMLFactory().createParser(Path.of(file).toFile())) {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.VALUE_STRING) {
                        add(parser.getText(), secrets);
                    }
                }
            } catch (JacksonException e) {
                // The parser's message quotes the file.
                faults.add(file + place(e));
            } catch (IOException e) {
                throw Failures.of(FailureCode.UNAVAILABLE, "Values file " + file + " could not be read.");
            }
        }
        if (!faults.isEmpty()) {
            throw Failures.of(
                    FailureCode.REFUSED, "These values files are not YAML: " + String.join(", ", faults) + ".");
        }
        return new Redaction(secrets);
    }

    /** The text in one line, without secrets, cut where it is too long for a history. */
    String apply(String text) {
        String told = text;
        for (String secret : secrets) {
            told = told.replace(secret, "…");
        }
        told = USER_IN_URL
                .matcher(told)
                .replaceAll("://…@")
                .replaceAll("\\s+", " ")
                .strip();
        return told.length() <= LONGEST_TEXT ? told : told.substring(0, LONGEST_TEXT) + "…";
    }

    private static String place(JacksonException e) {
        if (e.getCause() instanceof MarkedYAMLException fault && fault.getProblemMark() != null) {
            Mark mark = fault.getProblemMark();
            return " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
        }
        return "";
    }

    private static void add(String scalar, Set<String> secrets) {
        if (scalar.length() < SHORTEST_SECRET) {
            return;
        }
        secrets.add(scalar);
        secrets.add(Base64.getEncoder().encodeToString(scalar.getBytes(StandardCharsets.UTF_8)));
        scalar.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_SECRET)
                .forEach(secrets::add);
    }
}
