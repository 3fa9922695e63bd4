// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.scenario.LabEnvironment;
import org.rekindle.lab.scenario.Scenarios;
import org.rekindle.lab.scenario.Talk;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.process.DevServer;
import org.rekindle.worker.process.WorkerProcess;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;

/**
 * A recovery as an operator sees it who has the Temporal UI and the worker's fleet page and nothing else: started from the UI's own
 * form, standing at the approval gate after an upgrade that hung. The world is the lab's; the browser is real.
 *
 * <p>A picture goes into {@code docs/pictures} where it is missing, or with {@code -Drekindle.pictures=true}; otherwise
 * it stays among the build's files.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TemporalUiIT {

    private static final String CLUSTER = "projectpythia-binder";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration UNTIL_THE_GATE = Duration.ofMinutes(5);
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 2120;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @TempDir
    private static Path folder;

    private static final Deque<AutoCloseable> OPENED = new ArrayDeque<>();
    private static DevServer temporal;
    private static WorkerProcess worker;
    private static TemporalRecoveries recoveries;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> chromium = Browser.find();
        assumeTrue(
                chromium.isPresent() || System.getenv("CI") != null,
                "Chromium is not installed, so nobody looks at the Temporal UI; lab/install-extras installs it.");
        ToolFinder tools = ToolFinder.create();
        LabEnvironment environment = opened(new LabEnvironment(
                Scenarios.find(scenario()),
                OpenStackKind.SIMULATED,
                HubsKind.SIMULATED,
                folder.resolve("lab"),
                tools,
                new Talk(System.out)));
        temporal = opened(DevServer.start(
                tools.ensure(Tool.TEMPORAL, System.out::println),
                folder.resolve("temporal.db"),
                0,
                0,
                folder.resolve("temporal.log")));
        TemporalAddress address = new TemporalAddress(temporal.address(), null);
        worker = opened(WorkerProcess.start(FleetFile.read(environment.fleetFile()), address));
        recoveries = opened(TemporalRecoveries.connect(address));
        browser = opened(new Browser(
                chromium.orElseThrow(
                        () -> new IllegalStateException("Chromium is not installed; run lab/install-extras")),
                folder.resolve("chromium"),
                WIDTH,
                HEIGHT));
    }

    private static <T extends AutoCloseable> T opened(T what) {
        OPENED.push(what);
        return what;
    }

    /** The incident, but with as long to approve as in life: nobody should have to hurry for a picture. */
    private static String scenario() throws IOException {
        String incident = Scenarios.shipped("incident");
        String patient = incident.replace("approval: 24h", "approval: 5760h");
        assertThat(patient).as("the scenario with a patient gate").isNotEqualTo(incident);
        return Files.writeString(folder.resolve("incident.yaml"), patient).toString();
    }

    @AfterAll
    static void stop() throws Exception {
        // The last one first, and the others also when one of them fails: each has processes.
        Exception failed = null;
        while (!OPENED.isEmpty()) {
            try {
                OPENED.pop().close();
            } catch (Exception e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Test
    @Order(1)
    void theStartFormTakesOneSmallJson() {
        browser.open(runs() + "/start-workflow");
        fill("#workflowId", "cluster/" + CLUSTER);
        fill("#taskQueue", "rekindle");
        fill("#workflowType", "RecoverCluster");
        fill(".cm-content", "{\"cluster\": \"" + CLUSTER + "\"}");
        browser.evaluate("document.querySelector('[data-testid=start-workflow-button]').click()");

        assertThat(atTheGate().cluster()).isEqualTo(CLUSTER);
    }

    @Test
    @Order(2)
    void thePageOfARunSaysAllThatAnOperatorNeeds() throws IOException {
        RecoveryView view = atTheGate();
        SealedPlan plan = Objects.requireNonNull(view.plan());
        browser.open(page(view) + "/user-metadata");
        String text = awaitText("What happened");
        Pictures.keep("recovery.png", browser.picture());

        assertThat(text)
                .as("what is waited for, since when and until when")
                .contains("A human is needed: approve or reject the plan", "Waiting for one person to approve")
                .contains("since " + minute(view.waitingSince()), "until " + minute(view.waitingUntil()));
        assertThat(text)
                .as("what can be done")
                .contains("Send an Update", "\"planSha256\": \"" + plan.sha256() + "\"")
                .contains("./rekindle approve " + CLUSTER + " --plan "
                        + plan.sha256().abbreviated());
        assertThat(text)
                .as("what is the matter, and what would be destroyed")
                .contains("the API server serves expired at", "health UNHEALTHY")
                .contains(
                        "It destroys:",
                        Objects.requireNonNull(plan.plan().identity()).uuid().value());
        assertThat(text)
                .as("what was decided and done")
                .contains("upgrade: given up. The upgrade did not end within", "Create it from")
                .contains("starts the API server with --cloud-provider");
        assertThat(text)
                .as("the summaries of activities and timers")
                .contains("Look at the certificate that", "List the volumes that are the cluster's")
                .contains("Wait for the upgrade", "Until the plan is too old to be approved");
    }

    @Test
    @Order(3)
    void theHistoryNamesEachStepByItsSummary() {
        browser.open(page(atTheGate()) + "/history");

        assertThat(awaitText("Until the plan is too old to be approved"))
                .contains("Ask Magnum to upgrade to ubuntu-jammy-kube-v1.32.1-250206-1100-capi-0.14.1");
    }

    @Test
    @Order(4)
    void runsAreFoundBySearchAttributesAndShowThem() {
        RecoveryView view = atTheGate();
        String query = "RekindleCluster=\"" + CLUSTER + "\" AND RekindlePhase=\"AWAITING_APPROVAL\""
                + " AND RekindleApproval=\"waiting\" AND RekindleTrigger=\"manual\""
                + " AND RekindleCertNotAfter<\"" + Instant.now() + "\"";
        browser.open(runs() + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        awaitText("cluster/" + CLUSTER);

        browser.open(page(view) + "/search-attributes");
        assertThat(awaitText("RekindleCertNotAfter"))
                .contains("RekindleCluster", "RekindlePhase", "AWAITING_APPROVAL", "RekindleApproval", "waiting")
                .contains("RekindleTrigger", "manual");
    }

    @Test
    @Order(5)
    void theFleetPageFitsATelephone() throws IOException {
        RecoveryView view = atTheGate();
        browser.resize(390, 480);
        browser.open("http://127.0.0.1:" + worker.httpPort() + "/");
        String text = awaitText("Waits for:");
        Pictures.keep("fleet.png", browser.picture());

        assertThat(text)
                .contains(CLUSTER, "RecoverCluster: awaiting approval", "./rekindle status " + CLUSTER)
                .contains("Waits for: " + view.waitingFor());
        assertThat(browser.evaluate("String(document.documentElement.scrollWidth <= window.innerWidth)"))
                .as("nothing is wider than the telephone")
                .isEqualTo("true");
    }

    private static RecoveryView atTheGate() {
        return await("the approval gate")
                .atMost(UNTIL_THE_GATE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(RunFailure.class)
                .until(() -> recoveries.view(CLUSTER), each -> each.phase() == Phase.AWAITING_APPROVAL);
    }

    private static String runs() {
        return temporal.ui() + "/namespaces/default/workflows";
    }

    private static String page(RecoveryView view) {
        return runs() + "/cluster%2F" + CLUSTER + "/" + view.runId();
    }

    private static String minute(@Nullable Instant time) {
        return MINUTE.format(Objects.requireNonNull(time));
    }

    private static void fill(String field, String text) {
        String element = "document.querySelector('" + field + "')";
        awaitTrue(element + " !== null");
        browser.evaluate(element + ".focus()");
        browser.type(text);
        awaitTrue("(" + element + ".value || " + element + ".innerText).trim() === '" + text + "'");
    }

    private static String awaitText(String wanted) {
        return await("\"" + wanted + "\" in the Temporal UI")
                .atMost(PATIENCE)
                .until(() -> browser.text(), text -> text.contains(wanted));
    }

    private static void awaitTrue(String expression) {
        await(expression)
                .atMost(PATIENCE)
                .until(() -> browser.evaluate(expression).equals("true"));
    }
}
