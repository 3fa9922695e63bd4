// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFolder;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What a redeploy would do, without Temporal and without the cluster. */
final class RedeployDryRunTest {

    private static final String STEPS = """
                handOff:
                  - command: {name: vault, run: [/bin/true, --in]}
                deploy:
                  - helm: {name: support, namespace: support, chart: charts/support, values: [values.yaml]}
                  - command: {name: site, run: [/bin/true]}
                  - human: {name: call, text: Call the users}
                  - names:
                      name: public-names
                      timeout: 4h
                      set:
                        rfc2136:
                          server: ns1.example.org
                          zone: example.org
                          keyName: rekindle
                          secretFile: tsig.secret
                          within: [198.51.100.0/24]
            """;
    private static final String CLUSTER = """
            openstack: {cloudsFile: clouds.yaml}
            clusters:
              a:
                cloud: jetstream2
                magnum: m
                templates: [t]
                verify:
                  hub: https://hub.example.org/jupyter
                  names: {service: support/ingress}
            """;

    @TempDir
    private Path folder;

    private FleetFolder fleet;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        Files.createFile(
                folder.resolve("tsig.secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("tsig.secret"), "dGhlIHNlY3JldCBvZiB0aGUga2V5IG9mIGEgdGVzdA==\n");
    }

    @Test
    void theStepsAreShownInTheirOrder() throws IOException {
        assertThat(run(STEPS)).as(err.toString()).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" {2,}", "  ")))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("A redeploy of a carries out, in this order:"),
                        header -> assertThat(header).isEqualTo("STEP  KIND  WHAT"),
                        support -> assertThat(support)
                                .startsWith("deploy support  helm  Installs or upgrades the chart ")
                                .endsWith("charts/support in the namespace support."),
                        site -> assertThat(site).isEqualTo("deploy site  command  Runs `/bin/true`."),
                        call -> assertThat(call).isEqualTo("deploy call  human  Waits for a person: Call the users."),
                        names -> assertThat(names)
                                .isEqualTo(
                                        "deploy public-names  names  Sets the A and AAAA records of hub.example.org at"
                                                + " ns1.example.org, within 198.51.100.0/24 alone. Waits until they lead to the"
                                                + " cluster, for 4 h at most."),
                        last -> assertThat(last).isEqualTo("Then it proves that users can work. Nothing was started."));
    }

    @Test
    void theKubeconfigIsHandedOffFirstWhereThatIsAskedFor() throws IOException {
        assertThat(run(STEPS, "--hand-off")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("Gives the kubeconfig to `/bin/true --in`.");
    }

    @Test
    void jsonSaysWhichRecordsAreSetAndWhere() throws IOException {
        assertThat(run(STEPS, "-o", "json")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("\"step\" : \"deploy public-names\", \"kind\" : \"names\"")
                .contains("\"sets\" : { \"names\" : [ \"hub.example.org\" ], \"place\" : \"ns1.example.org\","
                        + " \"within\" : [ \"198.51.100.0/24\" ] }");
    }

    @Test
    void withoutSetAPersonIsAsked() throws IOException {
        assertThat(run("    deploy: [{names: {name: public-names, timeout: 4h}}]\n"))
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("Asks a person to set the records of hub.example.org.");
    }

    @Test
    void aSiteThatSetsTheRecordsHasItsTimeBeforeAPersonIsAsked() throws IOException {
        assertThat(run("    deploy: [{names: {name: public-names, askAfter: 10m}}]\n"))
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("Gives the site 10 min, then asks a person to set the records of hub.example.org.");
    }

    @Test
    void whatWouldEndTheRunAtOnceIsAFault() throws IOException {
        assertThat(run("")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("The fleet file has no deploy steps for a. Write them below `deploy:`.");

        assertThat(run("    deploy: [{names: {name: public-names}}]\n", "--hand-off"))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("has no `handOff:` for a. Write it, or redeploy without --hand-off.");
    }

    @Test
    void aDryRunIsNotWatched() throws IOException {
        assertThat(run(STEPS, "--watch")).isEqualTo(ExitCode.USAGE);
    }

    private int run(String steps, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("redeploy", "a", "--dry-run", "--fleet"));
        words.add(fleet.write(CLUSTER + steps).toString());
        words.addAll(List.of(options));
        CliContext context = new CliContext(
                address -> {
                    throw new AssertionError("Nothing is asked of Temporal here");
                },
                Clock.systemUTC(),
                "ana",
                new BufferedReader(new StringReader("")),
                (text, key) -> {
                    throw new AssertionError("Nothing is signed here");
                },
                (signers, text, out) -> {
                    throw new AssertionError("Nobody logs in here");
                },
                false,
                false);
        return RekindleMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(words.toArray(String[]::new));
    }
}
