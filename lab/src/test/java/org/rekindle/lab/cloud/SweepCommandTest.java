// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.Mutation.Kind;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.worker.cli.ExitCode;
import org.rekindle.worker.cli.RekindleMain;

/** {@code rekindle cloud sweep}, as somebody types it. */
class SweepCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Ruins ruins;
    private Ruins.Left old;

    @BeforeEach
    void start() throws Exception {
        ruins = Ruins.make();
        old = ruins.leave(ruins.gone, "203.0.113.7");
        ruins.small.cloud.writeCloudsYaml(folder.resolve("clouds.yaml"), "js2", "rekindle");
        Files.writeString(folder.resolve("fleet.yaml"), """
                openstack: {cloudsFile: clouds.yaml}
                state: {folder: state}
                clusters:
                  pythia: {cloud: js2, magnum: pythia, templates: ["1.33"]}
                  other: {cloud: js2, magnum: other, templates: ["1.33"]}
                """);
    }

    @AfterEach
    void stop() {
        ruins.close();
    }

    @Test
    void isShownThenApprovedThenSwept() throws IOException {
        assertThat(run("pythia", gone())).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("7 of 10 would be deleted.")
                .contains("it holds data, and goes only with --with-volumes");
        assertThat(deletes()).as("showing deletes nothing").isZero();
        String next = out.toString()
                .lines()
                .filter(line -> line.startsWith("  ./rekindle cloud sweep pythia --uuid "))
                .findFirst()
                .orElseThrow()
                .strip();

        String[] typed = next.replace("NAME", "ana").split(" ");
        assertThat(run(Arrays.copyOfRange(typed, 3, typed.length))).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("7 of 7 are gone; ana approved the sweep.");
        assertThat(ruins.debris.floatingIps()).isEmpty();
        assertThat(ruins.debris.strays()).containsExactly(old.snapshot());
        assertThat(Files.readString(mark())).contains("\"by\" : \"ana\"");
        assertThat(run(Arrays.copyOfRange(typed, 3, typed.length)))
                .as("again is no harm")
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void programsAreToldAsJson() throws IOException {
        assertThat(run("pythia", gone(), "--with-volumes", "-o", "json")).isEqualTo(ExitCode.OK);
        JsonNode shown = JsonFields.read(out.toString());
        assertThat(shown.path("list").path("items")).hasSize(10);
        assertThat(shown.path("next").asText())
                .contains("--with-volumes --approve " + shown.path("sha256").asText());

        String hash = shown.path("sha256").asText();
        assertThat(run("pythia", "--approve", hash, "--by", "ana")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("say --with-volumes here as well");
        assertThat(deletes()).isZero();

        assertThat(run("pythia", "--approve", hash, "--by", "ana", "--with-volumes", "-o", "json"))
                .isEqualTo(ExitCode.OK);
        assertThat(JsonFields.read(out.toString()).path("results"))
                .hasSize(9)
                .allSatisfy(
                        result -> assertThat(result.path("outcome").asText()).isEqualTo("DELETED"));
    }

    @Test
    void aFailureFailsTheCommand() throws IOException {
        run("pythia", gone(), "-o", "json");
        String hash = JsonFields.read(out.toString()).path("sha256").asText();
        ruins.small.faults.add(CloudFault.always("neutron.floatingip.delete", CloudFault.Effect.ANSWER)
                .answering(403, "{\"NeutronError\": {\"message\": \"Policy.\"}}"));

        assertThat(run("pythia", "--approve", hash, "--by", "ana")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("6 of 7 are gone", "HTTP 403, request req-");
    }

    @Test
    void aListThatChangedIsRefusedWithTheDifference() throws IOException {
        run("pythia", gone(), "-o", "json");
        String hash = JsonFields.read(out.toString()).path("sha256").asText();
        ruins.debris.leaveLoadBalancer("kube_service_" + ruins.gone.stackId() + "_late");

        assertThat(run("pythia", "--approve", hash, "--by", "ana")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Nothing was deleted. New since the list was made: load balancer");
        assertThat(deletes()).isZero();
    }

    @Test
    void aClusterThatIsThereHasNoCommandToBeSweptBy() {
        assertThat(run("pythia")).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString())
                .contains("Not to be swept: Magnum still has the cluster")
                .doesNotContain("--approve");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void aFileThatSomebodyWroteIntoIsNoLeave() throws IOException {
        run("pythia", gone(), "-o", "json");
        String hash = JsonFields.read(out.toString()).path("sha256").asText();
        Path file = sweeps().resolve(hash + ".json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"swept\" : false", "\"swept\" : true"));

        assertThat(run("pythia", "--approve", hash, "--by", "ana")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("The list was changed after it was sealed.");
        assertThat(deletes()).isZero();
    }

    @Test
    void rubbishIsRefusedBeforeAnythingIsAsked() {
        String hash = "0".repeat(64);
        assertUsage("--approve HASH and --by NAME belong together", "--approve", hash);
        assertUsage("--approve HASH and --by NAME belong together", "--by", "ana");
        assertUsage("64 hexadecimal digits", "--approve", "0".repeat(63), "--by", "ana");
        assertUsage("64 hexadecimal digits", "--approve", "../../secrets/" + "0".repeat(50), "--by", "ana");
        assertUsage("Say who you are by --by NAME", "--approve", hash, "--by", " ");
        assertUsage("Say who you are by --by NAME", "--approve", hash, "--by", " POLICY\u200b");
        assertUsage("takes the UUID", "--uuid", "..", "--stack-id", "binder-wamdawzkgagx");
        assertUsage("ends in twelve", "--uuid", ruins.gone.uuid().value(), "--stack-id", "pythia");
        assertUsage("ends in twelve", "--uuid", ruins.gone.uuid().value(), "--stack-id", "");
        assertUsage("Missing required argument", "--uuid", ruins.gone.uuid().value());
        assertThat(run("nobody", "--approve", hash, "--by", "ana")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run("pythia", "--approve", hash, "--by", "ana")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(err.toString()).contains("No list of that hash was made on this machine");
        assertThat(deletes()).isZero();
    }

    @Test
    void aListIsForItsOwnClusterAlone() throws IOException {
        run("pythia", gone(), "-o", "json");
        String hash = JsonFields.read(out.toString()).path("sha256").asText();

        assertThat(run("other", "--approve", hash, "--by", "ana")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("That list is about pythia, not about other.");
        assertThat(run(
                        "pythia",
                        "--uuid",
                        ruins.twin.uuid().value(),
                        "--stack-id",
                        ruins.twin.stackId(),
                        "--approve",
                        hash,
                        "--by",
                        "ana"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(deletes()).isZero();
    }

    private void assertUsage(String sentence, String... arguments) {
        assertThat(run(Stream.concat(Stream.of("pythia"), Stream.of(arguments)).toArray(String[]::new)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(sentence);
    }

    private String[] gone() {
        return new String[] {"--uuid", ruins.gone.uuid().value(), "--stack-id", ruins.gone.stackId()};
    }

    private int run(String cluster, String[] gone, String... more) {
        return run(Stream.of(Stream.of(cluster), Stream.of(gone), Stream.of(more))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("cloud", "sweep"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--fleet", folder.resolve("fleet.yaml").toString()));
        return RekindleMain.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }

    private Path sweeps() {
        return folder.resolve("state").resolve("sweeps");
    }

    private Path mark() throws IOException {
        try (Stream<Path> files = Files.list(sweeps())) {
            return files.filter(file -> file.toString().endsWith(".begun.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long deletes() {
        return ruins.small.cloud.mutations().carriedOut(Kind.LEFT_OVER_DELETE);
    }
}
