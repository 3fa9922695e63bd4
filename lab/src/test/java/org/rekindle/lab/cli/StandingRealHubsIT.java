// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.process.ChildProcess;
import org.rekindle.lab.process.Lifeline;
import org.rekindle.lab.process.OwnCommand;
import org.rekindle.lab.process.ShortCommand;
import org.rekindle.lab.realhubs.Visitor;

/** A lab with real hubs that is left standing, and the product's own commands beside it, as the page of the lab has them. */
@Tag("real-hubs")
final class StandingRealHubsIT {

    private static final String CLUSTER = "projectpythia-binder";
    private static final Pattern TEMPORAL = Pattern.compile("^Temporal +([\\w.]+:\\d+), kept in ", Pattern.MULTILINE);
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration LONGEST_END = Duration.ofMinutes(2);
    private static final Duration LONGEST_VERIFICATION = Duration.ofMinutes(10);

    /** In place of the source tree, so that a lab that stands there is another one. */
    @TempDir
    private Path home;

    @BeforeEach
    void moveIn() throws IOException {
        for (String part : List.of("lab", "tools", "worker")) {
            Files.createSymbolicLink(home.resolve(part), OwnCommand.home().resolve(part));
        }
    }

    @Test
    void aVerificationProvesThatUsersCanWorkThereAndNothingIsLeftAfterItsEnd() throws Exception {
        Path well = Files.writeString(home.resolve("well.yaml"), """
                name: well
                like: incident
                world: {clusters: [{name: binder-pythia-cluster, age: 1d}]}
                """);
        Set<String> cards = networkCards();

        run("lab up", LONGEST_START, "lab", "up", well.toString(), "--hubs", "real");
        Standing standing = standing();
        try {
            assertThat(standing.hubUrl()).isEqualTo("https://hub.lab.example/");
            verify(standing.fleetFile());
        } finally {
            run("lab down", LONGEST_END, "lab", "down");
        }

        assertThat(said("lab down")).contains("The lab is down.");
        assertThat(ProcessHandle.of(standing.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(networkCards()).isEqualTo(cards);
    }

    /** By the worker of {@code rekindle up}, which is a visitor. */
    private void verify(String fleet) throws IOException {
        List<String> command = new ArrayList<>(Visitor.command());
        command.addAll(line("up", "--fleet", fleet, "--port", "0", "--ui-port", "0"));
        ChildProcess up = ChildProcess.start(Lifeline.best(), command, log("up"), Map.of());
        try {
            Waiting.until(
                    "Temporal and a worker",
                    LONGEST_START,
                    () -> temporal().isPresent(),
                    () -> !up.isAlive(),
                    () -> said("up"));
            run(
                    "verify",
                    LONGEST_VERIFICATION,
                    "verify",
                    CLUSTER,
                    "--address",
                    temporal().orElseThrow());
            assertThat(said("verify"))
                    .contains("PROVEN  public names: ", "PROVEN  public certificates: ", "PROVEN  hub well: ")
                    .contains("PROVEN  a user's cell: ", "PROVEN  build and launch: ", "PROVEN  scale-up: ")
                    .doesNotContain("FAILED");
        } finally {
            up.kill();
        }
    }

    private Optional<String> temporal() {
        return TEMPORAL.matcher(said("up"))
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    private Standing standing() throws IOException {
        return new JsonMapper()
                .readValue(home.resolve(".rekindle/lab/up/lab.json").toFile(), Standing.class);
    }

    private void run(String what, Duration longest, String... arguments) {
        ShortCommand.run(what, line(arguments), Map.of(), log(what), longest);
    }

    private List<String> line(String... arguments) {
        return OwnCommand.line(List.of(arguments), "-Drekindle.home=" + home);
    }

    private Path log(String what) {
        return home.resolve(what.replace(' ', '-') + ".log");
    }

    private String said(String what) {
        try {
            return Files.readString(log(what));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> networkCards() throws IOException {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            return all.map(NetworkInterface::getName).collect(Collectors.toSet());
        }
    }
}
