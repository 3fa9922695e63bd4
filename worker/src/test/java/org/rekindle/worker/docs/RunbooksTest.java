// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.rekindle.workflows.SearchAttributes;
import org.rekindle.workflows.model.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runbooks and code say the same. */
class RunbooksTest {

    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."))
            .resolve("../docs/runbooks")
            .normalize();

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
            List<String> found = new Runbook(pages.getOrDefault(facts.kebabName(), "")).faults(facts);
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
                .containsExactlyInAnyOrder("alert", "approve", "reject", "resolve", "view");
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

        assertThat(leaves(definitions.path("policy"), "")).isEqualTo(WorkflowFacts.allPolicyKeys());
        assertThat(leaves(definitions.path("verify"), "")).isEqualTo(WorkflowFacts.allVerifyKeys());
    }

    @Test
    void aDoctoredPageIsFoundOut() throws IOException {
        String page = pages().get("recover-cluster");
        WorkflowFacts facts = facts("RecoverCluster");
        assertThat(page).isNotNull();
        assertThat(new Runbook(page).faults(facts)).isEmpty();

        assertThat(faultsWithout(page, facts, "`REBUILDING`")).contains("does not name the phase `REBUILDING`");
        assertThat(faultsWithout(page, facts, "`reject`"))
                .contains("does not name the signal, update or query `reject`");
        assertThat(faultsWithout(page, facts, "`RekindlePhase`"))
                .contains("does not name the search attribute `RekindlePhase`");
        assertThat(faultsWithout(page, facts, "`AMBIGUOUS`")).contains("does not name the failure code `AMBIGUOUS`");
        assertThat(faultsWithout(page, facts, "`deadlines.create`"))
                .contains("does not name the policy key `deadlines.create`");
        assertThat(faultsWithout(page, facts, "## The gates"))
                .hasSize(1)
                .first()
                .asString()
                .contains("headings");
        assertThat(faultsWithout(page, facts, "\"planSha256\""))
                .anyMatch(fault -> fault.startsWith("shows a block of JSON that is none"))
                .contains("shows no JSON for Approve");
        assertThat(new Runbook(page.replace("\"resolution\"", "\"answer\"")).faults(facts))
                .anyMatch(fault -> fault.endsWith("which nothing takes"));
        assertThat(new Runbook(page).faults(facts("SurveyFleet")))
                .contains("explains the policy key `deadlines.create`, which this workflow never looks at");
    }

    private static List<String> faultsWithout(String page, WorkflowFacts facts, String what) {
        assertThat(page).contains(what);
        return new Runbook(page.replace(what, "")).faults(facts);
    }

    private static WorkflowFacts facts(String workflow) {
        return WorkflowFacts.all().stream()
                .filter(facts -> facts.name().equals(workflow))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no workflow " + workflow));
    }

    /** The text of every page by its name without the ending. */
    private static Map<String, String> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Map<String, String> pages = new TreeMap<>();
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                pages.put(file.getFileName().toString().replaceAll("\\.md$", ""), Files.readString(file));
            }
            return pages;
        }
    }

    /** The keys of a schema's object that hold values, those of inner objects after a dot. */
    private static Set<String> leaves(JsonNode schema, String prefix) {
        Set<String> leaves = new TreeSet<>();
        schema.path("properties").properties().forEach(property -> {
            if (property.getValue().has("properties")) {
                leaves.addAll(leaves(property.getValue(), prefix + property.getKey() + "."));
            } else {
                leaves.add(prefix + property.getKey());
            }
        });
        return leaves;
    }
}
