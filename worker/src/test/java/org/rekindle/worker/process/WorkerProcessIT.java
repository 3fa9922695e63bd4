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
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleHandle;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleListDescription;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleSpec;
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
import java.util.List;
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
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.SearchAttributes;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.ProofResult;
import org.rekindle.workflows.model.run.ProofState;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.VerifyView;

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
        fleet = FleetFile.read(
                FleetFolder.in(folder)
                        .write(
                                FleetFolder.WHOLE + "  temple: {cloud: jetstream2, magnum: temple, templates: [t]}\n"
                                        + "  shrine: {cloud: jetstream2, magnum: shrine, templates: [t], policy: {deadlines: {request: 2s}}}\n"));
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
                                    .setTaskQueue(Identifiers.lookFrom(place))
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
        try (TlsProbeWorker lookOut = TlsProbeWorker.start("elsewhere", address())) {
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

    /** What the list shows follows what was done after a moment. */
    @Test
    void keepsAScheduleForTheVerificationOfEachClusterThatHasProofs() throws IOException {
        FleetFile nightly = FleetFile.read(FleetFolder.in(Files.createDirectory(folder.resolve("nightly")))
                .write(FleetFolder.WHOLE.replace("survey:", "proofs: {every: 24h}\nsurvey:")
                        + "  temple: {cloud: jetstream2, magnum: temple, templates: [t]}\n"));

        VerificationSchedules.ensure(worker.connection(), nightly);

        ScheduleClient schedules = Schedules.client(worker.connection());
        await().untilAsserted(() -> assertThat(verifications(schedules)).containsExactly("verify/pythia"));
        assertThat(schedules
                        .getHandle("verify/pythia")
                        .describe()
                        .getSchedule()
                        .getSpec()
                        .getIntervals())
                .singleElement()
                .satisfies(interval -> assertThat(interval.getEvery()).isEqualTo(Duration.ofHours(24)));

        VerificationSchedules.ensure(worker.connection(), fleet);

        await().untilAsserted(() -> assertThat(verifications(schedules)).isEmpty());
    }

    /** A namespace may be shared. */
    @Test
    void theSchedulesOfOthersAreLeftAlone() {
        ScheduleClient schedules = Schedules.client(worker.connection());
        List<ScheduleHandle> others = List.of(
                schedule(schedules, "verify/backups", "CheckBackups", Identifiers.TASK_QUEUE),
                schedule(schedules, "verify/elsewhere", "VerifyCluster", "elsewhere"));
        schedule(schedules, "verify/forgotten", "VerifyCluster", Identifiers.TASK_QUEUE);
        await().untilAsserted(() -> assertThat(verifications(schedules)).hasSize(3));

        VerificationSchedules.ensure(worker.connection(), fleet);

        await().untilAsserted(() ->
                assertThat(verifications(schedules)).containsExactlyInAnyOrder("verify/backups", "verify/elsewhere"));
        others.forEach(ScheduleHandle::delete);
        await().untilAsserted(() -> assertThat(verifications(schedules)).isEmpty());
    }

    private static ScheduleHandle schedule(ScheduleClient schedules, String id, String type, String taskQueue) {
        return schedules.createSchedule(
                id,
                Schedule.newBuilder()
                        .setAction(ScheduleActionStartWorkflow.newBuilder()
                                .setWorkflowType(type)
                                .setOptions(WorkflowOptions.newBuilder()
                                        .setWorkflowId(id)
                                        .setTaskQueue(taskQueue)
                                        .build())
                                .build())
                        .setSpec(ScheduleSpec.newBuilder()
                                .setIntervals(List.of(new ScheduleIntervalSpec(Duration.ofDays(30))))
                                .build())
                        .build(),
                ScheduleOptions.newBuilder().build());
    }

    private static List<String> verifications(ScheduleClient schedules) {
        return schedules
                .listSchedules()
                .map(ScheduleListDescription::getScheduleId)
                .filter(id -> id.startsWith("verify/"))
                .toList();
    }

    /** The cloud of this fleet does not answer: the verification says so, and ends. */
    @Test
    void aVerificationOfAClusterThatCannotBeReachedEndsAsNotProven() {
        Started started = recoveries.verify("shrine");

        assertThat(started.workflowId()).isEqualTo("verify/shrine");
        VerifyView view = worker.connection()
                .client()
                .newUntypedWorkflowStub(started.workflowId())
                .getResult(VerifyView.class);
        assertThat(view.proven()).isFalse();
        assertThat(view.proofs())
                .filteredOn(proof -> proof.state() == ProofState.FAILED)
                .extracting(ProofResult::proof)
                .containsExactly("nodes ready");
        assertThat(recoveries.verification("shrine")).isEqualTo(view);
    }

    @Test
    void isStartedByTheFormsSmallJson() {
        WorkflowStub stub = worker.connection()
                .client()
                .newUntypedWorkflowStub(
                        "RecoverCluster",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(Identifiers.workflowId("temple"))
                                .setTaskQueue(Identifiers.TASK_QUEUE)
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

        assertThat(first.isNew()).isTrue();
        assertThat(second).isEqualTo(new Started(first.workflowId(), first.runId(), false));
        assertThat(told.statusCode()).isEqualTo(202);
        assertThat(told.body()).contains("Passed to cluster/pythia, run " + first.runId());
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
                                Schedules.client(worker.connection()),
                                worker.connection().client())
                        .look()
                        .paused())
                .isFalse();
    }

    /** A survey that a person has started by the schedule is seen, and so is that it is under way. */
    @Test
    void seesTheSurveyThatIsUnderWay() {
        ScheduledSurveys surveys = new ScheduledSurveys(
                Schedules.client(worker.connection()), worker.connection().client());
        Schedules.client(worker.connection()).getHandle(Identifiers.SURVEY).trigger();

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
                .getHandle(Identifiers.SURVEY)
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
