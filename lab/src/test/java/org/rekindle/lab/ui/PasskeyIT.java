// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.process.ResourceStack;
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
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;

/**
 * A person makes a passkey in a real Chromium, the owner of the fleet file lists it, and the person approves a recovery with it. The
 * device is Chromium's own virtual authenticator. The guard lets the cluster be deleted by that signature, and by nothing before it.
 */
class PasskeyIT {

    private static final String CLUSTER = "projectpythia-binder";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration UNTIL_THE_GATE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final YAMLMapper yaml = new YAMLMapper();

    @Test
    void thePasskeyOfARealBrowserApprovesATeardown() throws IOException {
        Optional<Path> chromium = Browser.find();
        assumeTrue(
                chromium.isPresent() || System.getenv("CI") != null,
                "Chromium is not installed, so nobody makes a passkey; lab/install-extras installs it.");
        try (ResourceStack open = new ResourceStack()) {
            ToolFinder tools = ToolFinder.create();
            LabEnvironment environment = open.closes(
                    "lab",
                    new LabEnvironment(
                            Scenarios.find("signed-approval"),
                            OpenStackKind.SIMULATED,
                            HubsKind.SIMULATED,
                            folder.resolve("lab"),
                            tools,
                            new Talk(System.out)));
            Path fleet = environment.fleetFile();
            String pages = "http://localhost:" + freePort();
            edit(fleet, root -> {
                root.putObject("page").put("address", pages);
                root.putObject("webhooks").put("listen", pages.replace("http://localhost", "127.0.0.1"));
            });
            TemporalAddress address = new TemporalAddress(temporal(open, tools).address(), null);
            open.closes("worker", WorkerProcess.start(FleetFile.read(fleet), address));
            TemporalRecoveries recoveries = open.closes("client", TemporalRecoveries.connect(address));
            Browser browser =
                    open.closes("browser", new Browser(chromium.orElseThrow(), folder.resolve("chromium"), 390, 844));
            browser.addAuthenticator();
            recoveries.recover(new RecoverRequest(CLUSTER, null, "ana", null, null));

            String passkey = makePasskey(browser, pages);
            edit(
                    fleet,
                    root -> root.withArray("people")
                            .addObject()
                            .put("name", "cleo")
                            .putArray("passkeys")
                            .add(passkey));
            RecoveryView asked = awaitPhase(recoveries, Phase.AWAITING_APPROVAL);
            approve(browser, pages, asked);

            RecoveryView deleted = awaitPhase(recoveries, Phase.REBUILDING);
            List<ApprovalSignature> signatures =
                    Objects.requireNonNull(deleted.approval()).signatures();
            assertThat(deleted.phase()).isNotEqualTo(Phase.AWAITING_OPERATOR);
            assertThat(signatures).extracting(ApprovalSignature::by).containsExactly("cleo");
            assertThat(signatures.get(0).key()).startsWith("passkey SHA256:");
        }
    }

    private static String makePasskey(Browser browser, String pages) {
        browser.open(pages + "/passkey");
        awaitText(browser, "Your name in the fleet file");
        browser.evaluate("document.getElementById('name').value = 'cleo'");
        browser.click("#make");
        String text = awaitText(browser, "The passkey is made.");
        assertThat(text).contains("name: cleo");
        return text.replaceFirst("(?s).*\"(passkey:[^\"]+)\".*", "$1");
    }

    private static void approve(Browser browser, String pages, RecoveryView asked) throws IOException {
        SealedPlan plan = Objects.requireNonNull(asked.plan());
        browser.open(pages + "/approve/" + CLUSTER);
        String text = awaitText(browser, "Approve with a passkey");
        Pictures.keep("approve.png", browser.picture());
        assertThat(text)
                .contains("What is destroyed", plan.sha256().value(), "cleo")
                .contains(plan.plan().destroys())
                .contains(Objects.requireNonNull(plan.plan().identity()).uuid().value());
        assertThat(browser.evaluate("String(document.documentElement.scrollWidth <= window.innerWidth)"))
                .as("nothing is wider than the telephone")
                .isEqualTo("true");

        browser.click("#approve");
        awaitText(browser, "Say first who you are.");
        browser.click("input[value=cleo]");
        browser.click("#approve");
        awaitText(browser, "Approved by cleo (key passkey SHA256:");
    }

    private DevServer temporal(ResourceStack open, ToolFinder tools) throws IOException {
        return open.closes(
                "Temporal",
                DevServer.start(
                        tools.ensure(Tool.TEMPORAL, System.out::println),
                        folder.resolve("temporal.db"),
                        0,
                        0,
                        folder.resolve("temporal.log")));
    }

    private void edit(Path fleet, Consumer<ObjectNode> change) throws IOException {
        ObjectNode root = (ObjectNode) yaml.readTree(Files.readString(fleet));
        change.accept(root);
        yaml.writeValue(fleet.toFile(), root);
    }

    private static RecoveryView awaitPhase(TemporalRecoveries recoveries, Phase phase) {
        return await("the phase " + phase)
                .atMost(UNTIL_THE_GATE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(RunFailure.class)
                .until(() -> recoveries.view(CLUSTER), each -> each.phase().compareTo(phase) >= 0);
    }

    private static String awaitText(Browser browser, String wanted) {
        return await("\"" + wanted + "\" on the page")
                .atMost(PATIENCE)
                .until(browser::text, text -> text.contains(wanted));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
