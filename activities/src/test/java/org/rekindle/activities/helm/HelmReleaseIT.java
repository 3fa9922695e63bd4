// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.activities.kubernetes.ApiServer;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.model.fleet.Release;

/** Helm in its child process against a real API server: also when the worker is killed half-way. */
class HelmReleaseIT {

    private static final String NAMESPACE = "hub";

    @TempDir
    private static Path folder;

    private static ApiServer server;
    private static KubernetesClient client;
    private static String kubeconfig;
    private static HelmJavaActivities activities;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start(folder.resolve("server"));
        client = server.client();
        FileSecretStore store = new FileSecretStore(folder.resolve("secrets"));
        kubeconfig = store.put("kubeconfig/test", server.kubeconfig().getBytes(StandardCharsets.UTF_8));
        activities = new HelmJavaActivities(new KubernetesClients(store));
        writeChart(folder.resolve("chart"));
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void installsThenUpgradesAndLaysLaterValuesOverEarlierOnes() throws IOException {
        String base = values("base.yaml", "text: first\nother: kept\n");
        String over = values("over, with a comma.yaml", "text: second\n");

        ReleaseOutcome installed = ensure(
                new Release("plain", NAMESPACE, chart(), null, null, List.of(base), Duration.ofSeconds(60), null));
        assertThat(installed.detail()).isEqualTo("demo-0.1.0 is installed as revision 1.");
        assertThat(installed.deployed()).isTrue();
        assertThat(data("plain")).containsEntry("text", "first");

        ReleaseOutcome upgraded = ensure(new Release(
                "plain", NAMESPACE, chart(), null, null, List.of(base, over), Duration.ofSeconds(60), null));
        assertThat(upgraded)
                .isEqualTo(new ReleaseOutcome(true, "deployed", 2, "demo-0.1.0 is upgraded as revision 2."));
        assertThat(data("plain")).containsEntry("text", "second").containsEntry("other", "kept");
    }

    @Test
    void goesToTheClusterOfItsKubeconfigWhateverTheEnvironmentSays() throws Exception {
        try (ApiServer elsewhere = ApiServer.start(folder.resolve("elsewhere"));
                KubernetesClient clientElsewhere = elsewhere.client()) {
            Path ambient = Files.writeString(folder.resolve("ambient"), elsewhere.kubeconfig());

            Process worker = worker(
                    "right",
                    values("right.yaml", "text: here\n"),
                    Map.of("KUBECONFIG", ambient.toString(), "HELM_NAMESPACE", "elsewhere", "HELM_DRIVER", "memory"));
            assertThat(worker.waitFor(120, TimeUnit.SECONDS)).isTrue();

            assertThat(worker.exitValue()).isZero();
            assertThat(data("right")).containsEntry("text", "here");
            assertThat(records("right")).hasSize(1);
            assertThat(clientElsewhere
                            .secrets()
                            .inAnyNamespace()
                            .withLabel("owner", "helm")
                            .list()
                            .getItems())
                    .isEmpty();
            assertThat(clientElsewhere.namespaces().withName(NAMESPACE).get()).isNull();
        }
    }

    @Test
    void mendsAnUpgradeThatWasLeftPending() throws IOException {
        String values = values("pending.yaml", "text: first\n");
        ensure(release("pending", chart(), values));
        ensure(release("pending", chart(), values));
        Secret newest = records("pending").get(1);
        client.resource(newest).edit(record -> {
            record.getMetadata().getLabels().put("status", "pending-upgrade");
            return record;
        });

        ReleaseOutcome outcome = ensure(release("pending", chart(), values));

        assertThat(outcome.deployed()).isTrue();
        assertThat(outcome.detail())
                .isEqualTo(
                        "Revision 2 was left pending-upgrade, so its record was deleted. demo-0.1.0 is upgraded as revision 2.");
    }

    @Test
    void keepsTenRevisions() throws IOException {
        String values = values("history.yaml", "text: first\n");
        ensure(release("history", chart(), values));
        Secret first = records("history").get(0);
        for (int revision = 2; revision <= 12; revision++) {
            Secret copy = client.resource(first).get();
            copy.getMetadata().setName("sh.helm.release.v1.history.v" + revision);
            copy.getMetadata().setResourceVersion(null);
            copy.getMetadata().setUid(null);
            copy.getMetadata().getLabels().put("version", String.valueOf(revision));
            copy.getMetadata().getLabels().put("status", "superseded");
            client.resource(copy).create();
        }

        ReleaseRecords records = new ReleaseRecords(client, NAMESPACE, "history");
        records.prune();

        // The first is the deployed one, and so is kept beyond the ten.
        assertThat(records("history").stream()
                        .map(it -> it.getMetadata().getLabels().get("version")))
                .containsExactlyInAnyOrder("1", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
    }

    @Test
    void aKilledWorkerLeavesNoHelmAndTheNextAttemptAdoptsWhatItCreated() throws Exception {
        String hanging = values("hanging.yaml", "text: first\nhook: true\n");
        Process worker = worker("killed", hanging, Map.of());
        Awaitility.await("the installation hangs in its hook")
                .atMost(Duration.ofSeconds(90))
                .until(() -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(NAMESPACE)
                                .withName("killed-hook")
                                .get()
                        != null);
        List<ProcessHandle> children = worker.descendants().toList();
        assertThat(children).hasSize(1);
        Path workspace = workspace(children.get(0));
        assertThat(workspace).isDirectory();
        String uid = configMap("killed").getMetadata().getUid();

        worker.destroyForcibly();

        Awaitility.await("Helm's process has gone with its parent")
                .atMost(Duration.ofSeconds(10))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(workspace).doesNotExist();
        assertThat(records("killed").get(0).getMetadata().getLabels()).containsEntry("status", "pending-install");

        ReleaseOutcome outcome = ensure(release("killed", chart(), values("whole.yaml", "text: second\n")));

        assertThat(outcome.deployed()).isTrue();
        assertThat(outcome.detail()).startsWith("Revision 1 was left pending-install, so its record was deleted.");
        assertThat(data("killed")).containsEntry("text", "second");
        assertThat(configMap("killed").getMetadata().getUid())
                .as("adopted, not made again: a volume claim would have kept its data")
                .isEqualTo(uid);
    }

    @Test
    void anInterruptedAttemptKillsItsHelm() throws Exception {
        String hanging = values("interrupted.yaml", "text: first\nhook: true\n");
        @Nullable Throwable[] thrown = new Throwable[1];
        Thread attempt = new Thread(() -> {
            try {
                ensure(release("interrupted", chart(), hanging));
            } catch (ApplicationFailure e) {
                thrown[0] = e;
            }
        });
        attempt.start();
        Awaitility.await("the installation hangs in its hook")
                .atMost(Duration.ofSeconds(90))
                .until(() -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(NAMESPACE)
                                .withName("interrupted-hook")
                                .get()
                        != null);

        attempt.interrupt();
        attempt.join(Duration.ofSeconds(10).toMillis());

        assertThat(attempt.isAlive()).isFalse();
        assertThat(thrown[0]).isInstanceOf(ApplicationFailure.class).hasMessageContaining("stopped half-way");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(it -> it.info().commandLine().orElse("").contains(HelmProcess.class.getName())))
                .isEmpty();
        assertThat(ensure(release("interrupted", chart(), values("again.yaml", "text: second\n")))
                        .deployed())
                .isTrue();
    }

    @Test
    void aReleaseThatTheClusterRefusesIsAnOutcomeWithoutItsValues() throws IOException {
        String values = values("refused.yaml", "text: first\nbroken: correct-horse-battery\n");

        ReleaseOutcome outcome = ensure(release("refused", chart(), values));

        assertThat(outcome.deployed()).isFalse();
        assertThat(outcome.status()).isEqualTo("failed");
        assertThat(outcome.detail()).contains("refused").doesNotContain("correct-horse-battery");
    }

    @Test
    void anUnreachableClusterIsTriedAgain() throws IOException {
        FileSecretStore store = new FileSecretStore(folder.resolve("secrets"));
        String gone = server.kubeconfig().replaceAll("https://127.0.0.1:\\d+", "https://127.0.0.1:1");
        String reference = store.put("kubeconfig/gone", gone.getBytes(StandardCharsets.UTF_8));
        Release release = release("nowhere", chart(), values("nowhere.yaml", "text: first\n"));

        assertThatThrownBy(() -> activities.ensureRelease(new ReleaseRequest("test", reference, release)))
                .satisfies(failure -> assertCode(failure, "UNAVAILABLE"))
                .hasMessageContaining("refuses connections");
    }

    @Test
    void takesAChartFromARepository() throws Exception {
        try (ChartRepository repository = ChartRepository.of(folder.resolve("chart"), folder.resolve("repository"))) {
            String values = values("repository.yaml", "text: fetched\n");

            ReleaseOutcome outcome = ensure(new Release(
                    "fetched",
                    NAMESPACE,
                    "demo",
                    "0.1.0",
                    repository.url(),
                    List.of(values),
                    Duration.ofSeconds(60),
                    null));

            assertThat(outcome.detail()).isEqualTo("demo-0.1.0 is installed as revision 1.");
            assertThat(data("fetched")).containsEntry("text", "fetched");
        }
    }

    @ParameterizedTest
    @CsvSource({"absent, 0.1.0", "demo, 9.9.9"})
    void aChartThatARepositoryLacksIsNotFound(String chart, String version) throws Exception {
        try (ChartRepository repository = ChartRepository.of(folder.resolve("chart"), folder.resolve("repository"))) {
            Release release = new Release(
                    "absent", NAMESPACE, chart, version, repository.url(), List.of(), Duration.ofSeconds(60), null);

            assertThatThrownBy(() -> ensure(release)).satisfies(failure -> assertCode(failure, "NOT_FOUND"));
        }
    }

    @Test
    void aRepositoryThatDoesNotAnswerIsTriedAgain() {
        Release release = new Release(
                "unfetched",
                NAMESPACE,
                "demo",
                null,
                "http://user:correct-horse@127.0.0.1:1",
                List.of(),
                Duration.ofSeconds(60),
                null);

        assertThatThrownBy(() -> ensure(release))
                .satisfies(failure -> assertCode(failure, "UNAVAILABLE"))
                .hasMessageNotContaining("correct-horse");
    }

    @Test
    void aTemplateThatCannotBeRenderedIsRefused() throws IOException {
        Path chart = folder.resolve("unrendered");
        writeChart(chart);
        Files.writeString(chart.resolve("templates/wrong.yaml"), "{{ required \"name a colour\" .Values.colour }}\n");

        assertThatThrownBy(() -> ensure(release("unrendered", chart.toString(), values("none.yaml", "text: first\n"))))
                .satisfies(failure -> assertCode(failure, "REFUSED"))
                .hasMessageContaining("name a colour");
    }

    private static void assertCode(Throwable failure, String code) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        it -> assertThat(it.getType())
                                .as(it.getOriginalMessage())
                                .isEqualTo(code));
    }

    /** The child's folder for temporary files is among its arguments. */
    private static Path workspace(ProcessHandle child) {
        String key = "-Djava.io.tmpdir=";
        return Stream.of(child.info().arguments().orElseThrow())
                .filter(argument -> argument.startsWith(key))
                .map(argument -> Path.of(argument.substring(key.length())))
                .findFirst()
                .orElseThrow();
    }

    static Release release(String name, String chart, String values) {
        return new Release(name, NAMESPACE, chart, null, null, List.of(values), Duration.ofSeconds(60), null);
    }

    private static ReleaseOutcome ensure(Release release) {
        return activities.ensureRelease(new ReleaseRequest("test", kubeconfig, release));
    }

    private static Process worker(String name, String values, Map<String, String> environment) throws IOException {
        ProcessBuilder worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EnsureRelease.class.getName(),
                        folder.resolve("secrets").toString(),
                        kubeconfig,
                        name,
                        chart(),
                        values)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker-" + name + ".log").toFile());
        worker.environment().putAll(environment);
        return worker.start();
    }

    private static String chart() {
        return folder.resolve("chart").toString();
    }

    private static String values(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml).toString();
    }

    private static ConfigMap configMap(String release) {
        return client.configMaps().inNamespace(NAMESPACE).withName(release).require();
    }

    private static Map<String, String> data(String release) {
        return configMap(release).getData();
    }

    private static List<Secret> records(String release) {
        return client.secrets()
                .inNamespace(NAMESPACE)
                .withLabel("owner", "helm")
                .withLabel("name", release)
                .list()
                .getItems();
    }

    /** A ConfigMap; on wish a hook that never ends, since nothing runs Jobs here, or an object that the API refuses. */
    private static void writeChart(Path chart) throws IOException {
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(
                chart.resolve("Chart.yaml"), "apiVersion: v2\nname: demo\nversion: 0.1.0\nappVersion: \"1\"\n");
        Files.writeString(chart.resolve("values.yaml"), "text: \"\"\nother: \"\"\nhook: false\nbroken: \"\"\n");
        Files.writeString(chart.resolve("templates/configmap.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: {{ .Release.Name }}
                data:
                  text: {{ .Values.text | quote }}
                  other: {{ .Values.other | quote }}
                """);
        Files.writeString(chart.resolve("templates/broken.yaml"), """
                {{- if .Values.broken }}
                apiVersion: v1
                kind: Service
                metadata:
                  name: {{ .Release.Name }}
                spec:
                  type: {{ .Values.broken | quote }}
                  ports:
                  - port: 80
                {{- end }}
                """);
        Files.writeString(chart.resolve("templates/hook.yaml"), """
                {{- if .Values.hook }}
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: {{ .Release.Name }}-hook
                  annotations:
                    helm.sh/hook: post-install,post-upgrade
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers:
                      - name: wait
                        image: registry.example.org/wait
                {{- end }}
                """);
    }
}
