// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.workflows.api.SearchAttributes;
import org.rekindle.workflows.model.run.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runbooks and code say the same. */
class RunbooksTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void everyWorkflowHasItsPageAndEveryPageItsWorkflow() throws IOException {
        Set<String> workflows = WorkflowFacts.all().stream()
                .map(WorkflowFacts::kebabName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(workflows).contains("recover-cluster", "rotate-certificates", "survey-fleet");
        assertThat(pages().keySet()).isEqualTo(workflows);
    }

    @Test
    void everyPageSaysAllThatItsWorkflowKnows() throws IOException {
        Map<String, String> pages = pages();
        Map<String, List<String>> faults = new TreeMap<>();
        for (WorkflowFacts facts : WorkflowFacts.all()) {
            List<String> found = runbook(facts.kebabName(), pages.getOrDefault(facts.kebabName(), ""))
                    .faults(facts);
            if (!found.isEmpty()) {
                faults.put(facts.kebabName() + ".md", found);
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsReadFromTheCodeIsNotEmpty() {
        assertThat(facts("RecoverCluster").phases())
                .containsExactlyInAnyOrder(
                        Stream.of(Phase.values()).map(Enum::name).toArray(String[]::new));
        assertThat(facts("RecoverCluster").searchAttributes())
                .containsExactlyInAnyOrder(
                        SearchAttributes.ALL.stream().map(key -> key.getName()).toArray(String[]::new));
        assertThat(facts("RecoverCluster").handlers())
                .containsExactlyInAnyOrder(
                        "alert", "alertsResolved", "approve", "proveRequester", "reject", "resolve", "view");
        assertThat(facts("RecoverCluster").policyKeys()).contains("upgrade", "approval.teardown", "deadlines.create");
        assertThat(facts("RotateCertificates").phases())
                .contains("UPGRADING")
                .doesNotContain("TEARING_DOWN", "REBUILDING", "AWAITING_APPROVAL");
        assertThat(facts("RotateCertificates").policyKeys())
                .contains("maintenanceWindows")
                .doesNotContain("deadlines.approval", "approval.teardown");
        assertThat(facts("SurveyFleet").policyKeys()).contains("renewBefore");
    }

    @Test
    void theKeysOfTheRecordsAreThoseOfTheFleetFilesSchema() {
        JsonNode definitions = JsonMapper.shared().readTree(FleetFile.schema()).path("$defs");

        Set<String> verifyKeys = new TreeSet<>(WorkflowFacts.allVerifyKeys());
        // A list of hubs, each with keys that are there already.
        verifyKeys.add("hubs");
        // A command, which is no key of a check.
        leaves(definitions.path("command"), "", definitions).forEach(key -> verifyKeys.add("commit.command." + key));

        assertThat(leaves(definitions.path("policy"), "", definitions)).isEqualTo(WorkflowFacts.allPolicyKeys());
        assertThat(leaves(definitions.path("verify"), "", definitions)).isEqualTo(verifyKeys);
    }

    /** An operator looks for the name that the run shows. */
    @Test
    void everyStepThatAPageNamesIsNamedInTheCode() throws IOException {
        String code = Pages.strings(Path.of("../workflows/src/main/java"));
        List<String> steps = new ArrayList<>();
        for (String page : List.of("recover-cluster", "rotate-certificates")) {
            steps.addAll(Runbook.steps(others(page)));
        }

        assertThat(steps).hasSizeGreaterThan(20).contains("tear down", "deploy ");
        assertThat(steps).allSatisfy(step -> assertThat(code.lines()).contains(step));
    }

    @Test
    void aStepOfAPageIsTheFirstColumnOfItsTable() {
        String table = """
                ## Steps that can get stuck

                | step | skip |
                |---|---|
                | `a`, `deploy <release>` | no `b` |

                ## Next
                | `c` | |""";

        assertThat(Runbook.steps(table)).containsExactly("a", "deploy ");
    }

    @Test
    void theFailureCodesOfAWorkflowAreThoseOfItsActivities() {
        assertThat(facts("RecoverCluster").failureCodes()).contains("GUARD_REFUSED", "STILL_WAITING", "AMBIGUOUS");
        assertThat(facts("RotateCertificates").failureCodes())
                .contains("STILL_WAITING", "AMBIGUOUS")
                .doesNotContain("GUARD_REFUSED");
        assertThat(facts("SurveyFleet").failureCodes())
                .contains("ACCESS_DENIED", "AMBIGUOUS")
                .doesNotContain("GUARD_REFUSED", "STILL_WAITING");
        assertThat(facts("TeardownRateLimit").failureCodes()).containsExactly("STILL_WAITING");
    }

    @Test
    void aDoctoredPageIsFoundOut() throws IOException {
        String page = read("recover-cluster");
        WorkflowFacts facts = facts("RecoverCluster");
        assertThat(new Runbook(page, others("recover-cluster")).faults(facts)).isEmpty();

        assertThat(faultsWithout("`REBUILDING`", facts)).contains("does not name the phase `REBUILDING`");
        assertThat(faultsWithout("`reject`", facts)).contains("does not name the signal, update or query `reject`");
        assertThat(faultsWithout("`RekindlePhase`", facts))
                .contains("does not name the search attribute `RekindlePhase`");
        assertThat(faultsWithout("`AMBIGUOUS`", facts)).contains("does not name the failure code `AMBIGUOUS`");
        assertThat(faultsWithout("`deadlines.create`", facts))
                .contains("does not name the policy key `deadlines.create`");
        assertThat(faultsWithout("## The gates", facts))
                .hasSize(1)
                .first()
                .asString()
                .contains("headings");
        assertThat(faultsWithout("\"planSha256\"", facts))
                .anyMatch(fault -> fault.startsWith("shows a block of JSON that is none"));
        assertThat(new Runbook(page, others("recover-cluster").replace("\"resolution\"", "\"answer\"")).faults(facts))
                .anyMatch(fault -> fault.endsWith("which nothing takes"));
        assertThat(new Runbook(page + " word".repeat(800), others("recover-cluster")).faults(facts))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("words and not 800 at most");
        assertThat(new Runbook(page, others("recover-cluster")).faults(facts("SurveyFleet")))
                .contains("explains the policy key `deadlines.create`, which this workflow never looks at")
                .contains("explains the failure code `GUARD_REFUSED`, which cannot come up");
    }

    private static List<String> faultsWithout(String what, WorkflowFacts facts) throws IOException {
        String page = read("recover-cluster");
        String others = others("recover-cluster");
        assertThat(page + others).contains(what);
        return new Runbook(page.replace(what, ""), others.replace(what, "")).faults(facts);
    }

    private static Runbook runbook(String name, String page) throws IOException {
        return new Runbook(page, others(name));
    }

    private static String read(String name) throws IOException {
        return Files.readString(DOCS.resolve("runbooks").resolve(name + ".md"));
    }

    /** What is written of a workflow beside its page for the person on call; empty where nothing is. */
    private static String others(String name) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String folder : List.of("reference", "by-hand")) {
            Path page = DOCS.resolve(folder).resolve(name + ".md");
            text.append(Files.exists(page) ? Files.readString(page) : "").append('\n');
        }
        return text.toString();
    }

    private static WorkflowFacts facts(String workflow) {
        return WorkflowFacts.all().stream()
                .filter(facts -> facts.name().equals(workflow))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no workflow " + workflow));
    }

    /** The text of every page by its name without the ending. */
    private static Map<String, String> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("runbooks"))) {
            Map<String, String> pages = new TreeMap<>();
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                pages.put(file.getFileName().toString().replaceAll("\\.md$", ""), Files.readString(file));
            }
            return pages;
        }
    }

    /** The keys of a schema's object that hold values, those of inner objects after a dot. */
    private static Set<String> leaves(JsonNode schema, String prefix, JsonNode definitions) {
        Set<String> leaves = new TreeSet<>();
        schema.path("properties").properties().forEach(property -> {
            String reference = property.getValue().path("$ref").asString("").replace("#/$defs/", "");
            JsonNode value = reference.isEmpty() ? property.getValue() : definitions.path(reference);
            if (value.has("properties")) {
                leaves.addAll(leaves(value, prefix + property.getKey() + ".", definitions));
            } else {
                leaves.add(prefix + property.getKey());
            }
        });
        return leaves;
    }
}
