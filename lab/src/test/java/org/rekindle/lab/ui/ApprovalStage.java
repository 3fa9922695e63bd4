// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.ui;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.process.FreePorts;
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
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;

/**
 * A recovery that will wait for a signed approval, with a real Temporal, a worker that shows its pages, and a browser of a telephone's
 * size. The cloud is simulated.
 */
final class ApprovalStage implements AutoCloseable {

    static final String CLUSTER = "projectpythia-binder";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration UNTIL_THE_GATE = Duration.ofMinutes(5);

    private final ResourceStack open = new ResourceStack();
    private final YAMLMapper yaml = new YAMLMapper();
    private final String pages;
    private final Path fleet;
    private final DevServer temporal;
    private final TemporalRecoveries recoveries;
    private final Browser browser;

    /**
     * Starts all, and the run.
     *
     * @param pages where the worker shows its pages, an address of this machine without a slash at the end
     * @param change to the fleet file before the worker reads it, which has that address by then
     */
    ApprovalStage(Path folder, String pages, Consumer<ObjectNode> change) throws IOException {
        Path chromium = chromium();
        this.pages = pages;
        try {
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
            fleet = environment.fleetFile();
            editFleet(root -> {
                root.putObject("page").put("address", pages);
                root.putObject("webhooks").put("listen", pages.replace("http://localhost", "127.0.0.1"));
                change.accept(root);
            });
            temporal = open.closes(
                    "Temporal",
                    DevServer.start(
                            tools.ensure(Tool.TEMPORAL, System.out::println),
                            folder.resolve("temporal.db"),
                            0,
                            0,
                            folder.resolve("temporal.log")));
            TemporalAddress address = new TemporalAddress(temporal.address(), null);
            open.closes("worker", WorkerProcess.start(FleetFile.read(fleet), address));
            recoveries = open.closes("client", TemporalRecoveries.connect(address));
            browser = open.closes("browser", new Browser(chromium, folder.resolve("chromium"), 390, 844));
            recoveries.recover(new RecoverRequest(CLUSTER, null, "ana", null, null));
        } catch (IOException | RuntimeException failed) {
            open.close();
            throw failed;
        }
    }

    /** A test without a browser is skipped, but for CI, where it fails. */
    private static Path chromium() {
        Optional<Path> chromium = Browser.find();
        assumeTrue(
                chromium.isPresent() || System.getenv("CI") != null,
                "Chromium is not installed, so no person is at the page; lab/install-extras installs it.");
        return chromium.orElseThrow();
    }

    /** A place for the worker's pages. Passkeys need a name. */
    static String freePages() {
        return "http://localhost:" + FreePorts.take();
    }

    /** Has the browser show a page of the worker. */
    void open(String path) {
        browser.open(pages + path);
    }

    /** The fleet file that the worker reads. */
    Path fleet() {
        return fleet;
    }

    /** Where Temporal listens, for a command line. */
    String temporal() {
        return temporal.address();
    }

    Browser browser() {
        return browser;
    }

    /** Changes the fleet file under the running worker. */
    void editFleet(Consumer<ObjectNode> change) throws IOException {
        ObjectNode root = (ObjectNode) yaml.readTree(Files.readString(fleet));
        change.accept(root);
        yaml.writeValue(fleet.toFile(), root);
    }

    /** Waits until the run is in this phase or behind it. */
    RecoveryView awaitPhase(Phase phase) {
        return await("the phase " + phase)
                .atMost(UNTIL_THE_GATE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(RunFailure.class)
                .until(() -> recoveries.view(CLUSTER), each -> each.phase().compareTo(phase) >= 0);
    }

    /** Waits until the browser shows this text; all that it shows then. */
    String awaitText(String wanted) {
        return await("\"" + wanted + "\" on the page")
                .atMost(PATIENCE)
                .until(browser::text, text -> text.contains(wanted));
    }

    @Override
    public void close() {
        open.close();
    }
}
