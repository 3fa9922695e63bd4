// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is written of one workflow: the page for the person on call in {@code docs/runbooks}, and where there are such the
 * pages of the same name in {@code docs/reference} and {@code docs/by-hand}; and what they leave out.
 */
final class Runbook {

    /** The sections of a page for the person on call, in this order. */
    static final List<String> HEADINGS = List.of(
            "When it runs", "What it does", "The gates", "How to watch it", "What can go wrong", "The same by hand");

    private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    /** A row of a table that explains a failure code. */
    private static final Pattern CODE_ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|");

    /** More than this is no page to read at night. */
    private static final int MOST_WORDS = 800;

    private final String onCall;
    private final String text;

    /** The page for the person on call, and the text of the pages that it leads to. */
    Runbook(String onCall, String others) {
        this.onCall = onCall;
        this.text = onCall + "\n" + others;
    }

    /** All that the page does not say of its workflow, and all that it says wrongly, one sentence each. */
    List<String> faults(WorkflowFacts facts) {
        List<String> faults = new ArrayList<>();
        if (!onCall.contains("Workflow `" + facts.name() + "`")) {
            faults.add("does not begin with the workflow's type, `" + facts.name() + "`");
        }
        if (words() > MOST_WORDS) {
            faults.add("has " + words() + " words and not " + MOST_WORDS + " at most");
        }
        List<String> headings = onCall.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip())
                .toList();
        if (!headings.equals(HEADINGS)) {
            faults.add("has the headings " + headings + " and not " + HEADINGS);
        }
        missing(faults, "signal, update or query", facts.handlers());
        missing(faults, "phase", facts.phases());
        missing(faults, "search attribute", facts.searchAttributes());
        missing(faults, "failure code", facts.failureCodes());
        checkCodes(faults, facts);
        missing(faults, "policy key", facts.policyKeys());
        missing(faults, "key of verify", facts.verifyKeys());
        checkPolicyTable(faults, facts);
        checkJson(faults, facts);
        return List.copyOf(faults);
    }

    private void missing(List<String> faults, String what, Collection<String> names) {
        names.stream()
                .filter(name -> !text.contains("`" + name + "`"))
                .forEach(name -> faults.add("does not name the " + what + " `" + name + "`"));
    }

    /** The names of the steps that a page has a table of; of a name with a part that varies, what stands before that part. */
    static List<String> steps(String text) {
        Matcher table = Pattern.compile("(?s)## Steps that can get stuck\n(.*?)(?:\n## |$)")
                .matcher(text);
        if (!table.find()) {
            return List.of();
        }
        return Pattern.compile("(?m)^\\|([^|]*)\\|")
                .matcher(table.group(1))
                .results()
                .flatMap(row ->
                        Pattern.compile("`([^`<]+)[^`]*`").matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .toList();
    }

    private long words() {
        return Pattern.compile("\\s+").splitAsStream(onCall.strip()).count();
    }

    /** A code that cannot come up must not be explained: the person on call reads no filler. */
    private void checkCodes(List<String> faults, WorkflowFacts facts) {
        Set<String> possible = facts.failureCodes();
        CODE_ROW.matcher(text)
                .results()
                .map(row -> row.group(1))
                .filter(WorkflowFacts::isFailureCode)
                .filter(code -> facts.callsActivities() && !possible.contains(code))
                .forEach(code -> faults.add("explains the failure code `" + code + "`, which cannot come up"));
    }

    /** A key that does nothing here must not look as if it did. */
    private void checkPolicyTable(List<String> faults, WorkflowFacts facts) {
        Set<String> used = facts.policyKeys();
        WorkflowFacts.allPolicyKeys().stream()
                .filter(key -> !used.contains(key))
                .filter(key -> text.contains("\n| `" + key + "` |"))
                .forEach(
                        key -> faults.add("explains the policy key `" + key + "`, which this workflow never looks at"));
    }

    /** Each block of JSON is something that can be sent, and each record that can be sent is shown. */
    private void checkJson(List<String> faults, WorkflowFacts facts) {
        List<Set<String>> blocks = new ArrayList<>();
        JSON.matcher(text).results().map(block -> block.group(1)).forEach(block -> {
            try {
                JsonNode json = JsonMapper.shared().readTree(block);
                Set<String> keys = Set.copyOf(json.propertyNames());
                blocks.add(keys);
                if (facts.inputs().stream().noneMatch(input -> isFor(input, keys))) {
                    faults.add("shows JSON with the keys " + keys + ", which nothing takes");
                }
            } catch (JacksonException e) {
                faults.add("shows a block of JSON that is none: " + block.strip());
            }
        });
        facts.inputs().stream()
                .filter(input -> blocks.stream().noneMatch(keys -> isFor(input, keys)))
                .forEach(input -> faults.add("shows no JSON for " + input.getSimpleName()));
    }

    private static boolean isFor(Class<?> input, Set<String> keys) {
        Set<String> known = Arrays.stream(input.getRecordComponents())
                .map(component -> component.getName())
                .collect(Collectors.toSet());
        return known.containsAll(keys);
    }
}
