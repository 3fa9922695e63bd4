// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The launcher {@code rekindle} in a source tree of its own, with a Maven and a Java that only look like it. */
class LauncherIT {

    private static final Set<String> SEES_THE_LAB = Set.of("doctor", "tools", "completion", "help");

    @TempDir
    Path home;

    private Process worker = new ProcessBuilder().inheritIO().command("true").start();

    LauncherIT() throws IOException {}

    @BeforeEach
    void fill() throws IOException {
        Files.copy(Path.of("../rekindle"), home.resolve("rekindle"));
        for (String folder : new String[] {".mvn", "tools", "worker/src/main", "bin", "java/bin"}) {
            Files.createDirectories(home.resolve(folder));
        }
        for (String file : new String[] {"pom.xml", "worker/pom.xml", "worker/worker.jvm"}) {
            Files.writeString(home.resolve(file), "");
        }
        Files.writeString(home.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
        script("java/bin/javac", "exit 1");
        script("java/bin/java", """
                echo "$*"
                case " $* " in *' --stay '*) exec sleep 600 ;; esac
                """);
        script("bin/mvn", """
                for module in workflows activities worker lab; do
                    mkdir -p $module/target/quick/lib
                    echo > $module/target/quick/rekindle-$module.jar
                done
                echo > worker/target/quick/lib/library.jar
                echo > lab/target/quick/lib/library.jar
                echo > lab/target/quick/lib/library-of-the-lab.jar
                """);
    }

    @AfterEach
    void end() throws InterruptedException {
        worker.destroyForcibly().waitFor();
    }

    @Test
    void keepsTheThreeNewestBuilds() throws Exception {
        for (int version = 1; version <= 5; version++) {
            build(version);
        }

        assertThat(apps()).hasSize(3);
    }

    @Test
    void keepsWhatALiveProcessWasStartedFromAndRemovesItLater() throws Exception {
        build(1);
        Set<Path> ofTheWorker = apps();
        worker = launch("worker", "--stay");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> worker.info().commandLine().orElse("").contains("sleep 600"));

        for (int version = 2; version <= 5; version++) {
            build(version);
        }
        assertThat(apps()).hasSize(4).containsAll(ofTheWorker);
        assertThat(ofTheWorker)
                .allSatisfy(
                        app -> assertThat(app.resolve("rekindle-worker.jar")).exists());

        worker.destroy();
        worker.waitFor();
        build(6);
        assertThat(apps()).hasSize(3).doesNotContainAnyElementsOf(ofTheWorker);
    }

    @Test
    void removesWhatABuildLeftThatWasEndedInTheMiddle() throws Exception {
        Files.createDirectories(home.resolve(".rekindle/app/.new-abc/x"));

        build(1);

        assertThat(apps()).singleElement().asString().doesNotContain(".new");
    }

    @ParameterizedTest
    @MethodSource("productionCommands")
    void startsProductionCommandsWithoutTheLab(String command) throws Exception {
        assertThat(classPath(command)).containsExactly(app() + "/*");
    }

    /** A new command has to be decided on: it is either among the launcher's, or here. */
    static Stream<String> productionCommands() {
        CommandLine product = RekindleMain.commandLine(CliContext.ofThisProcess());
        return product.getSubcommands().entrySet().stream()
                .filter(command -> isOfTheWorker(command.getValue()))
                .map(Map.Entry::getKey)
                .filter(command -> !SEES_THE_LAB.contains(command));
    }

    private static boolean isOfTheWorker(CommandLine command) {
        return command.getCommand().getClass().getName().startsWith("org.rekindle.worker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "rehearse", "bench", "tools", "doctor", "help", "completion", "--help", "mistyped"})
    void startsOtherCommandsWithTheLab(String command) throws Exception {
        assertThat(classPath(command)).containsExactly(app() + "/*", app() + "/lab/*");
    }

    @Test
    void looksAtACloudWithoutTheLab() throws Exception {
        assertThat(classPath("doctor", "--cloud", "jetstream2")).containsExactly(app() + "/*");
        assertThat(classPath("doctor", "--cloud=jetstream2", "-o", "json")).containsExactly(app() + "/*");
    }

    @Test
    void looksAtTheFirstWordThatIsNoOption() throws Exception {
        assertThat(classPath("--verbose", "worker", "lab")).containsExactly(app() + "/*");
        assertThat(classPath("--verbose", "lab", "worker")).contains(app() + "/lab/*");
    }

    @Test
    void keepsWhatOnlyTheLabNeedsApart() throws Exception {
        build(1);

        assertThat(files(app()))
                .containsExactlyInAnyOrder(
                        "rekindle-workflows.jar",
                        "rekindle-activities.jar",
                        "rekindle-worker.jar",
                        "library.jar",
                        "lab");
        assertThat(files(app().resolve("lab"))).containsExactlyInAnyOrder("rekindle-lab.jar", "library-of-the-lab.jar");
    }

    private List<String> classPath(String... command) throws Exception {
        assertThat(launch(command).waitFor(30, TimeUnit.SECONDS)).isTrue();
        List<String> words =
                List.of(Files.readString(home.resolve("output")).strip().split(" "));
        return List.of(words.get(words.lastIndexOf("-cp") + 1).split(":"));
    }

    private Path app() throws IOException {
        return apps().iterator().next();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void build(int version) throws Exception {
        Files.writeString(home.resolve("worker/src/main/Source.java"), "version " + version);
        Process launched = launch("--help");
        assertThat(launched.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(launched.exitValue()).isZero();
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("rekindle").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile());
        builder.environment().put("JAVA_HOME", home.resolve("java").toString());
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        return builder.start();
    }

    private Set<Path> apps() throws IOException {
        try (Stream<Path> apps = Files.list(home.resolve(".rekindle/app"))) {
            return apps.collect(Collectors.toSet());
        }
    }

    private void script(String name, String body) throws IOException {
        Path script = Files.writeString(home.resolve(name), "#!/usr/bin/env bash\nset -e\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
