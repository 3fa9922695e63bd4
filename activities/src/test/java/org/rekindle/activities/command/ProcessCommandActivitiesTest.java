// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.workflows.api.CommandActivities.CommandOutcome;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.api.CommandActivities.CommandsToCheck;
import org.rekindle.workflows.model.fleet.SiteCommand;

/** With real processes: shell scripts for the site's commands. */
class ProcessCommandActivitiesTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static final String KEY =
            "-----BEGIN PRIVATE KEY-----\nTheCanaryKeyOfThisTest+0123456789abcdef\n-----END-----\n";

    @TempDir
    private Path folder;

    private Path store;
    private String kubeconfig;
    private ProcessCommandActivities commands;
    private Predicate<SiteCommand> inTheFleetFile = any -> true;

    @BeforeEach
    void keepAKubeconfig() {
        store = folder.resolve("state/secrets");
        FileSecretStore secrets = new FileSecretStore(store);
        kubeconfig = secrets.put("kubeconfig/pythia", """
                apiVersion: v1
                kind: Config
                current-context: c
                contexts: [{name: c, context: {cluster: k, user: u}}]
                clusters: [{name: k, cluster: {server: "https://192.0.2.7:6443"}}]
                users: [{name: u, user: {client-key-data: %s, token: TheCanaryToken}}]
                """.formatted(
                        Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8));
        commands = new ProcessCommandActivities(
                new KubernetesClients(secrets),
                command -> inTheFleetFile.test(command),
                Map.of("PATH", System.getenv("PATH"), "DEPLOY_TOKEN", "aCanary", "OS_PASSWORD", "of a cloud"));
    }

    @Test
    void theExitCodeDecidesAndTheLastWordsAreKept() throws IOException {
        assertThat(run("echo all hubs deployed").done()).isTrue();

        CommandOutcome failed = run("echo no chart >&2; exit 3");
        assertThat(failed.done()).isFalse();
        assertThat(failed.sentence())
                .startsWith("The command hubs ended with 3 after ")
                .endsWith("It said last: no chart.");
    }

    @Test
    void theKubeconfigIsAFileForItsOwnerAloneForTheTimeOfTheCall() throws IOException {
        run("stat -c %a \"$KUBECONFIG\" > mode; cat \"$KUBECONFIG\" > copy; printf %s \"$KUBECONFIG\" > where");

        assertThat(folder.resolve("mode")).hasContent("600");
        assertThat(folder.resolve("copy")).content().contains("client-key-data");
        assertThat(Path.of(Files.readString(folder.resolve("where")))).doesNotExist();
    }

    @Test
    void itsEnvironmentIsTheListOfTheFleetFileAndWhatSaysWhereItIs() throws IOException {
        run(command("env > environment.txt", List.of("DEPLOY_TOKEN"), List.of(), LONG), false);

        assertThat(folder.resolve("environment.txt"))
                .content()
                .contains(
                        "REKINDLE_CLUSTER=pythia\n",
                        "REKINDLE_RUN=run-1\n",
                        "REKINDLE_API=https://192.0.2.7:6443\n",
                        "DEPLOY_TOKEN=aCanary\n")
                .doesNotContain("OS_PASSWORD", "CLASSPATH", "of a cloud");
    }

    @Test
    void aHandOffReadsTheKubeconfigOnItsStandardInputAndNowhereElse() throws IOException {
        CommandOutcome outcome = run(
                command(
                        "cat > got; env > environment.txt; printf '%s ' \"$@\" > arguments",
                        List.of(), List.of(), LONG),
                true);

        assertThat(outcome.done()).isTrue();
        assertThat(folder.resolve("got")).content().contains("client-key-data", "TheCanaryToken");
        assertThat(folder.resolve("environment.txt")).content().doesNotContain("KUBECONFIG", "TheCanaryToken");
        assertThat(folder.resolve("arguments")).content().doesNotContain("TheCanaryToken");
    }

    @Test
    void otherCommandsHaveAnEmptyStandardInput() throws IOException {
        run("cat > got; wc -c < got > count");

        assertThat(folder.resolve("count")).content().isEqualToIgnoringWhitespace("0");
    }

    @Test
    void noSecretThatItWasGivenIsInWhatItSays() throws IOException {
        CommandOutcome outcome = run(
                command(
                        "cat \"$KUBECONFIG\"; echo \"token $DEPLOY_TOKEN.\";"
                                + " sed -n 's/.*client-key-data: \\([^,]*\\),.*/\\1/p' \"$KUBECONFIG\" | base64 -d",
                        List.of("DEPLOY_TOKEN"),
                        List.of(),
                        LONG),
                false);

        assertThat(outcome.done()).isTrue();
        assertThat(outcome.sentence())
                .contains("client-key-data: …", "token ….")
                .doesNotContain(
                        "aCanary",
                        "TheCanary",
                        "0123456789abcdef",
                        KEY.lines().toList().get(1));
    }

    @Test
    void theContentsOfAFileThatAVariableNamesAreTakenOutToo() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys.txt"), "AGE-SECRET-KEY-1CANARY\n");
        commands = new ProcessCommandActivities(
                new KubernetesClients(new FileSecretStore(store)),
                any -> true,
                Map.of("PATH", System.getenv("PATH"), "SOPS_AGE_KEY_FILE", keys.toString()));

        CommandOutcome outcome =
                run(command("cat \"$SOPS_AGE_KEY_FILE\"", List.of("SOPS_AGE_KEY_FILE"), List.of(), LONG), false);

        assertThat(outcome.sentence()).doesNotContain("CANARY");
    }

    @Test
    void whatBase64BreaksIntoLinesIsTakenOutToo() throws IOException {
        String secret = "one-long-line-of-a-key-".repeat(10) + "CANARY";
        Path keys = Files.writeString(folder.resolve("keys.txt"), secret);
        commands = new ProcessCommandActivities(
                new KubernetesClients(new FileSecretStore(store)),
                any -> true,
                Map.of("PATH", System.getenv("PATH"), "KEYS", keys.toString()));

        CommandOutcome outcome =
                run(command("echo began; base64 \"$KEYS\"; echo ended", List.of("KEYS"), List.of(), LONG), false);

        assertThat(outcome.sentence()).endsWith("It said last: began … ended.");
    }

    @Test
    void whatTakesTooLongIsEndedWithAllThatItHasStarted() throws IOException {
        CommandOutcome outcome = run(
                command(
                        "setsid sleep 1000 & echo $! > pids; (sleep 1000 & echo $! >> pids); echo $$ >> pids; echo began; wait",
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(4)),
                false);

        assertThat(outcome.done()).isFalse();
        assertThat(outcome.sentence())
                .isEqualTo("The command hubs did not end within 4 s and was ended with all that it had started."
                        + " It said last: began.");
        assertThat(pids()).hasSize(3).noneMatch(ProcessCommandActivitiesTest::isAlive);
    }

    @Test
    void whatAnEndedCommandLeavesInTheBackgroundIsEnded() throws IOException {
        assertThat(run("setsid sleep 1000 & echo $! > pids").done()).isTrue();

        assertThat(pids()).hasSize(1).noneMatch(ProcessCommandActivitiesTest::isAlive);
    }

    @Test
    void whatIsNoLongerWantedIsEnded() throws Exception {
        CompletableFuture<CommandOutcome> answer = new CompletableFuture<>();
        SiteCommand command =
                command("sleep 1000 & echo $! > pids; mv pids all-pids; wait", List.of(), List.of(), LONG);
        Thread activity = new Thread(() -> {
            try {
                answer.complete(run(command, false));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        activity.start();
        awaitFile("all-pids");

        activity.interrupt();

        assertThatThrownBy(() -> answer.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("UNAVAILABLE");
        Files.move(folder.resolve("all-pids"), folder.resolve("pids"));
        assertThat(pids()).noneMatch(ProcessCommandActivitiesTest::isAlive);
    }

    @Test
    void aCommandEndsWithItsWorkerAndLeavesNoKubeconfig() throws Exception {
        Path script = Files.writeString(
                folder.resolve("hubs.sh"),
                "printf %s \"$KUBECONFIG\" > given; sleep 1000 & echo $! > pids; mv pids all-pids; wait\n");
        Process worker = RunOneCommand.start(store, kubeconfig, folder, script);
        try {
            awaitFile("all-pids");
        } finally {
            worker.destroyForcibly();
        }
        Files.move(folder.resolve("all-pids"), folder.resolve("pids"));

        Path given = Path.of(Files.readString(folder.resolve("given")));
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(pids()).noneMatch(ProcessCommandActivitiesTest::isAlive);
            assertThat(given.getParent()).doesNotExist();
        });
    }

    @Test
    void whatAnEarlierAttemptHasLeftIsEndedFirst() throws IOException {
        ProcessBuilder left = new ProcessBuilder("sleep", "1000");
        left.environment().put("REKINDLE_CALL", "pythia/run-1/deploy hubs");
        Process orphan = left.start();
        try {
            assertThat(run("true").done()).isTrue();
            assertThat(orphan.isAlive()).isFalse();
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void whatItsCheckCallsDoneIsNotRun() throws IOException {
        Files.createFile(folder.resolve("deployed"));

        CommandOutcome outcome = run(command("touch ran", List.of(), List.of("test", "-e", "deployed"), LONG), false);

        assertThat(outcome)
                .isEqualTo(new CommandOutcome(
                        true, "The command hubs was not run: its check says that its work is done."));
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void itsCheckIsAskedAgainAfterwards() throws IOException {
        List<String> check = List.of("test", "-e", "deployed");

        assertThat(run(command("touch deployed", List.of(), check, LONG), false).done())
                .isTrue();
        Files.delete(folder.resolve("deployed"));
        CommandOutcome outcome = run(command("true", List.of(), check, LONG), false);

        assertThat(outcome.done()).isFalse();
        assertThat(outcome.sentence()).contains("Its check says that its work is not done: it ended with 1 after");
    }

    @Test
    void aCheckBeforehandNamesAllThatIsMissing() {
        SiteCommand lacking = new SiteCommand(
                "hubs", List.of("/no/deployer"), "/no/folder", List.of("NOT_SET"), LONG, List.of("no-such-program"));

        assertThat(commands.check(new CommandsToCheck(List.of(lacking))).checks())
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.ok()).isFalse();
                    assertThat(check.sentence())
                            .contains(
                                    "there is no file /no/deployer",
                                    "there is no program `no-such-program` on PATH",
                                    "there is no folder /no/folder",
                                    "the worker has no variable NOT_SET");
                });
        assertThatThrownBy(() -> run(lacking, false))
                .hasMessageContaining("NOT_FOUND")
                .hasMessageContaining("/no/deployer");
    }

    @Test
    void whatIsNotInTheWorkersFleetFileIsNotRun() {
        inTheFleetFile = command -> false;

        assertThatThrownBy(() -> run("touch ran"))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("fleet file does not have the command hubs");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aProgramWhoseInterpreterIsMissingIsRefused() throws IOException {
        Path program = Files.writeString(folder.resolve("hubs"), "#!/no/such/interpreter\n");
        program.toFile().setExecutable(true);
        SiteCommand command =
                new SiteCommand("hubs", List.of(program.toString()), folder.toString(), List.of(), LONG, List.of());

        assertThatThrownBy(() -> run(command, false))
                .hasMessageContaining("REFUSED")
                .hasMessageContaining("The command could not be started");
    }

    @Test
    void aCommandThatHasNothingToDoInTheClusterGetsNoKubeconfig() throws IOException {
        SiteCommand command = command(
                "echo \"${KUBECONFIG-none} ${REKINDLE_API-none} $REKINDLE_CLUSTER\"; cat", List.of(), List.of(), LONG);

        CommandOutcome outcome =
                commands.run(new CommandRequest("pythia", "build and launch", "run-1", null, null, false, command));

        assertThat(outcome.sentence()).endsWith("It said last: none none pythia.");
    }

    private CommandOutcome run(String script) throws IOException {
        return run(command(script, List.of(), List.of(), LONG), false);
    }

    private CommandOutcome run(SiteCommand command, boolean onStandardInput) {
        return commands.run(new CommandRequest(
                "pythia", "deploy hubs", "run-1", "https://192.0.2.7:6443", kubeconfig, onStandardInput, command));
    }

    private SiteCommand command(String script, List<String> environment, List<String> done, Duration timeout)
            throws IOException {
        Path file = Files.writeString(folder.resolve("hubs.sh"), script + "\n");
        return new SiteCommand("hubs", List.of("bash", file.toString()), folder.toString(), environment, timeout, done);
    }

    private void awaitFile(String name) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve(name)));
    }

    private List<Long> pids() throws IOException {
        return Files.readAllLines(folder.resolve("pids")).stream()
                .map(Long::valueOf)
                .toList();
    }

    /** A zombie, which a container without an init keeps, is not alive. */
    private static boolean isAlive(long pid) {
        Path status = Path.of("/proc", String.valueOf(pid), "stat");
        try {
            return !Files.readString(status).replaceAll("(?s).*\\) ", "").startsWith("Z");
        } catch (IOException gone) {
            return false;
        }
    }
}
