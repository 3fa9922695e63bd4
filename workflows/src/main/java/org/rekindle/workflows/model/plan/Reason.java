// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Why something is so: a code, and the facts that belong to it. {@code decide.text.Sentences} says it in words.
 *
 * @param facts by name, such as {@code template}; the sentence of the code names each of them. Words of another system are a fact, too
 * @param because the reasons that it has itself; they are said after it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Reason(ReasonCode code, Map<String, String> facts, List<Reason> because) {

    /** Keeps the facts in the order of their names, so that every process writes them alike. */
    public Reason {
        SortedMap<String, String> sorted = new TreeMap<>(facts);
        facts = Collections.unmodifiableSortedMap(sorted);
        because = List.copyOf(because);
    }

    /** A reason without facts. */
    public static Reason of(ReasonCode code) {
        return new Reason(code, Map.of(), List.of());
    }

    /** A reason with one fact. */
    public static Reason of(ReasonCode code, String name, Object value) {
        return of(code).with(name, value);
    }

    /** The same reason with one fact more. */
    public Reason with(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(name, value.toString());
        return new Reason(code, more, because);
    }

    /** The same reason with the reasons that it has itself. */
    public Reason because(List<Reason> reasons) {
        return new Reason(code, facts, reasons);
    }

    /** The codes of this reason and of those that it has itself. */
    public Stream<ReasonCode> codes() {
        return Stream.concat(Stream.of(code), because.stream().flatMap(Reason::codes));
    }
}
