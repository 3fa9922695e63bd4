// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.FailureCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of {@code docs/runbooks}, and what it leaves out. */
final class Runbook {

    /** What every page tells, in this order. */
    static final List<String> HEADINGS = List.of(
            "When it runs", "What it does", "The gates", "How to watch it", "What can go wrong", "The same by hand");

    private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    private final String text;

    Runbook(String text) {
        this.text = text;
    }

    /** All that the page does not say of its workflow, and all that it says wrongly, one sentence each. */
    List<String> faults(WorkflowFacts facts) {
        List<String> faults = new ArrayList<>();
        if (!text.contains("Workflow `" + facts.name() + "`")) {
            faults.add("does not begin with the workflow's type, `" + facts.name() + "`");
        }
        List<String> headings = text.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip())
                .toList();
        if (!headings.equals(HEADINGS)) {
            faults.add("has the headings " + headings + " and not " + HEADINGS);
        }
        missing(faults, "signal, update or query", facts.handlers());
        missing(faults, "phase", facts.phases());
        missing(faults, "search attribute", facts.searchAttributes());
        missing(
                faults,
                "failure code",
                Arrays.stream(FailureCode.values()).map(Enum::name).toList());
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
