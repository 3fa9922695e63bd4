// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which recordings the simulated cloud is held against, as {@code recordings/coverage.yaml} tells.
 *
 * @param sessions which recordings are played in a row against one world, in this order
 * @param holds while these are played nothing gets ready in the cloud
 * @param compared those that must be answered alike
 * @param comparedBut those that must be answered alike but for some fields, with the reason
 * @param sent those that are sent for their effect and whose answer is not looked at, with the reason
 * @param skipped those that are not sent, with the reason
 */
record Coverage(
        Map<String, Span> sessions,
        List<Span> holds,
        List<String> compared,
        Map<String, But> comparedBut,
        Map<String, String> sent,
        Map<String, String> skipped) {

    /** From one recording to another, both included, by the numbers at the start of their names. */
    record Span(int from, int to) {

        boolean contains(String file) {
            int number = Integer.parseInt(file.substring(0, 3));
            return from <= number && number <= to;
        }
    }

    /** Fields that are not compared, wherever in the body they are, or at a place that starts with a slash. */
    record But(List<String> fields, String why) {}

    static Coverage read() {
        try (InputStream in = Objects.requireNonNull(Coverage.class.getResourceAsStream("/recordings/coverage.yaml"))) {
            return YAMLMapper.builder().build().readValue(in, Coverage.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean holds(String file) {
        return holds.stream().anyMatch(span -> span.contains(file));
    }

    boolean compares(String file) {
        return compared.contains(file) || comparedBut.containsKey(file);
    }

    List<String> ignoredFields(String file) {
        But but = comparedBut.get(file);
        return but == null ? List.of() : but.fields();
    }

    /** Every mention of a recording, so that one that is mentioned twice is seen twice. */
    List<String> mentioned() {
        List<String> mentioned = new ArrayList<>(compared);
        mentioned.addAll(comparedBut.keySet());
        mentioned.addAll(sent.keySet());
        mentioned.addAll(skipped.keySet());
        return mentioned;
    }
}
