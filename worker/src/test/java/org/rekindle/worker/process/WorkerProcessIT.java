// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.RemoveSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.FleetFolder;
import org.rekindle.worker.runs.Run;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.Started;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalRecoveries;
import org.rekindle.worker.tools.Tool;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.SearchAttributes;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.Endpoint;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.Resolution;
import org.rekindle.workflows.model.Resolve;

/** The worker on a real Temporal server. Its cloud does not answer, which is a decent state to be in. */
class WorkerProcessIT {

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static FleetFile fleet;

    @SuppressWarnings("NullAway.Init")
    private static DevServer server;

    @SuppressWarnings("NullAway.Init")
    private static WorkerProcess worker;

    @SuppressWarnings("NullAway.Init")
    private static TemporalRecoveries recoveries;

    @BeforeAll
    static void start() throws IOException {
        fleet = FleetFile.read(FleetFolder.in(folder)
                .write(FleetFolder.WHOLE + "  temple: {cloud: jetstream2, magnum: temple, templates: [t]}\n"));
        server = startServer();
        worker = WorkerProcess.start(fleet, address());
        recoveries = TemporalRecoveries.over(worker.connection().client());
    }

    @AfterAll
    static void stop() {
        worker.close();
        server.close();
    }

    /** What a recovery asks of a worker that stands elsewhere, asked alone. */
    @WorkflowInterface
    public interface LookFrom {

        /** Looks from a place. */
        @WorkflowMethod
        CertificateSighting look(String place, Endpoint endpoint);
    }

    /** Its one step. */
    public static final class LookFromImpl implements LookFrom {

        @Override
        public CertificateSighting look(String place, Endpoint endpoint) {
            return Workflow.newActivityStub(
                            TlsActivities.class,
                            ActivityOptions.newBuilder()
                                    .setTaskQueue(Names.lookFrom(place))
                                    .setScheduleToCloseTimeout(Duration.ofMinutes(1))
                                    .build())
                    .look(endpoint);
        }
    }

    @Test
    void aWorkerThatStandsElsewhereLooksFromThere() {
        WorkflowClient client = worker.connection().client();
        WorkerFactory factory = WorkerFactory.newInstance(client);
        factory.newWorker("asking").registerWorkflowImplementationTypes(LookFromImpl.class);
        factory.start();
        try (LookOut lookOut = LookOut.start("elsewhere", address())) {
            CertificateSighting seen = client.newWorkflowStub(
                            LookFrom.class,
                            WorkflowOptions.newBuilder().setTaskQueue("asking").build())
                    .look("elsewhere", new Endpoint("https://127.0.0.1:1"));

            assertThat(lookOut).isNotNull();
            assertThat(seen.certificate()).isNull();
            assertThat(seen.detail()).contains("127.0.0.1:1");
        } finally {
            factory.shutdownNow();
        }
    }

    @Test
    void registersTheSearchAttributes() {
        Map<String, IndexedValueType> known = searchAttributes();

        assertThat(SearchAttributes.ALL)
                .allSatisfy(key -> assertThat(known).containsEntry(key.getName(), key.getValueType()));
    }

    @Test
    void addsSearchAttributesThatAreMissing() {
        OperatorServiceStubs operator = operator();
        String name = SearchAttributes.OUTCOME.getName();
        operator.blockingStub()
                .removeSearchAttributes(RemoveSearchAttributesRequest.newBuilder()
                        .setNamespace("default")
                        .addSearchAttributes(name)
                        .build());
        assertThat(searchAttributes()).doesNotContainKey(name);

        SearchAttributeRegistry.ensure(worker.connection());

        assertThat(searchAttributes()).containsKey(name);
        operator.shutdown();
    }

    @Test
    void keepsTheSchedule() {
        ScheduleDescription survey = schedule();

        assertThat(survey.getSchedule().getSpec().getIntervals())
                .singleElement()
                .satisfies(interval -> assertThat(interval.getEvery()).isEqualTo(fleet.surveyEvery()));

        SurveySchedule.ensure(worker.connection(), Duration.ofMinutes(45));

        assertThat(schedule().getSchedule().getSpec().getIntervals())
                .singleElement()
                .satisfies(interval -> assertThat(interval.getEvery()).isEqualTo(Duration.ofMinutes(45)));
    }

    @Test
    void isStartedByTheFormsSmallJson() {
        WorkflowStub stub = worker.connection()
                .client()
                .newUntypedWorkflowStub(
                        "RecoverCluster",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(Names.workflowId("temple"))
                                .setTaskQueue(Names.TASK_QUEUE)
                                .build());

        stub.start(Map.of("cluster", "temple"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                stub.describe().getTypedSearchAttributes().get(SearchAttributes.CLUSTER))
                        .isEqualTo("temple"));
        stub.terminate("seen");
    }

    @Test
    void failsForAnUnknownClusterWithASentence() {
        recoveries.recover(new RecoverRequest("pytia", null, null, null, null));

        assertThatThrownBy(() -> recoveries.result("pytia"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.FAILED))
                .hasMessage(
                        "The run ended by an error: The fleet file fleet.yaml has no cluster `pytia`: did you mean pythia?");
    }

    @Test
    void twoStartsAndAnAlertLeadToOneRun() throws Exception {
        Started first = recoveries.recover(new RecoverRequest("pythia", "manual", "ana", false, null));
        Started second = recoveries.recover(new RecoverRequest("pythia", "manual", "ben", false, null));
        HttpResponse<String> told = post("""
                {"version":"4","alerts":[{"status":"firing","labels":{"cluster":"cluster=pythia"},
                 "annotations":{"summary":"Servers fail to start"},"startsAt":"2026-03-03T16:01:00Z","fingerprint":"ab"}]}
                """);

        assertThat(first.anew()).isTrue();
        assertThat(second).isEqualTo(new Started(first.workflowId(), first.runId(), false));
        assertThat(told.statusCode()).isEqualTo(202);
        assertThat(told.body()).contains("Told cluster/pythia, run " + first.runId());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(recoveries.view("pythia").phase()).isEqualTo(Phase.OBSERVING);
            assertThat(recoveries.view("pythia").alerts())
                    .containsExactly(new Alert("alertmanager", "ab@2026-03-03T16:01:00Z", "Servers fail to start"));
            assertThat(recoveries.pending("pythia")).isNotEmpty();
            assertThat(recoveries.list()).extracting(Run::cluster).contains("pythia");
        });
        assertThatThrownBy(() -> recoveries.resolve("pythia", new Resolve(null, Resolution.RETRY, "ana")))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.REFUSED));
    }

    @Test
    void keepsTemporalsFilesFromOthers() throws IOException {
        Path state = database().getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(state)) {
            assertThat(files)
                    .extracting(Path::getFileName)
                    .extracting(Path::toString)
                    .contains("temporal.db", "temporal.log");
        }
        try (Stream<Path> files = Files.list(state).filter(Files::isRegularFile)) {
            assertThat(files)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void saysThatAClusterHasNoRun() {
        assertThatThrownBy(() -> recoveries.view("nobody"))
                .isInstanceOf(RunFailure.class)
                .hasMessage("Cluster nobody has no run. Start one with `./rekindle recover nobody`.");
    }

    @Test
    void showsTemporalsMetrics() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.httpPort() + "/metrics"))
                .build();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(send(request).body())
                        .contains("temporal_worker_start_total")
                        .contains("rekindle_survey_last_end_seconds")
                        .contains("rekindle_temporal_last_poll_seconds")
                        .contains("rekindle_workflow_runs_failing 0.0")
                        .contains("jvm_memory_used_bytes"));
    }

    @Test
    void isHealthyWhileItsPollsAreAnsweredAndSurveysAreDueLater() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.httpPort() + "/healthz"))
                .build();

        assertThat(send(request).body()).isEqualTo("{\"ok\":true}");
        assertThat(new ScheduledSurveys(
                                SurveySchedule.schedules(worker.connection()),
                                worker.connection().client())
                        .look()
                        .paused())
                .isFalse();
    }

    /** A survey that a person has started by the schedule is seen, and so is that it is under way. */
    @Test
    void seesTheSurveyThatIsUnderWay() {
        ScheduledSurveys surveys = new ScheduledSurveys(
                SurveySchedule.schedules(worker.connection()),
                worker.connection().client());
        SurveySchedule.schedules(worker.connection()).getHandle(Names.SURVEY).trigger();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(surveys.look().runningSince()).isNotNull());
    }

    @Test
    void saysWhereAStoppedServerIsStarted() {
        assertThatThrownBy(() -> TemporalRecoveries.connect(new TemporalAddress("127.0.0.1:1", null)))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.UNREACHABLE))
                .hasMessage(
                        "No Temporal server answers at 127.0.0.1:1. Start one with `./rekindle up`, or name yours by"
                                + " TEMPORAL_ADDRESS or --address.");
    }

    private static DevServer startServer() {
        Path binary = ToolFinder.create().ensure(Tool.TEMPORAL, line -> {});
        return DevServer.start(binary, database(), 0, 0, database().resolveSibling("temporal.log"));
    }

    private static Path database() {
        return folder.resolve("of-temporal/temporal.db");
    }

    private static TemporalAddress address() {
        return new TemporalAddress(server.address(), null);
    }

    private static ScheduleDescription schedule() {
        return ScheduleClient.newInstance(worker.connection().stubs())
                .getHandle(Names.SURVEY)
                .describe();
    }

    private static Map<String, IndexedValueType> searchAttributes() {
        OperatorServiceStubs operator = operator();
        try {
            return operator.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace("default")
                            .build())
                    .getCustomAttributesMap();
        } finally {
            operator.shutdown();
        }
    }

    private static OperatorServiceStubs operator() {
        return OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setTarget(server.address())
                .validateAndBuildWithDefaults());
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.httpPort() + "/webhooks/alertmanager"))
                        .header("Authorization", "Bearer a-token-for-tests")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
