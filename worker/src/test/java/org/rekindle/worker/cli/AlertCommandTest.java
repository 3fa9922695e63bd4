// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.webhook.ReceiverServer;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What a recorded body would do, without a worker. */
final class AlertCommandTest {

    private static final String INCIDENT = """
            {"event":{"id":"E1","event_type":"incident.triggered","occurred_at":"2026-03-03T16:04:00Z",
             "data":{"id":"Q1","created_at":"2026-03-03T16:01:00Z","title":"cluster=pythia is down","urgency":"high"}}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path fleet = Path.of("fleet.yaml");

    @BeforeEach
    void write() throws Exception {
        fleet = ReceiverServer.write(folder, """
                    pagerduty:
                      shape: pagerduty
                      auth: {hmac: {secretFiles: [one.secret], header: X-PagerDuty-Signature, prefix: "v1="}}
                      starts: {urgency: high}
                    prod:
                      shape: alertmanager
                      auth: {bearer: {tokenFiles: [one.secret]}}
                      clusters: {projectpythia-binder: temple}
                """);
    }

    @Test
    void itSaysWhichRunStartsAndByWhichKey() throws Exception {
        assertThat(test(INCIDENT, "--receiver", "pagerduty")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "CLUSTER | DOES | KEY | WHY",
                        "pythia | starts a run, or is passed to it | Q1@2026-03-03T16:01:00Z | cluster=pythia is down",
                        "Who sends was not checked. A signature is, where --header gives it.");
    }

    @Test
    void itSaysWhyNothingStarts() throws Exception {
        assertThat(test(INCIDENT.replace("\"high\"", "\"low\""), "--receiver", "pagerduty"))
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("is noted").contains("By `starts`, `urgency` must be high; it is `low`.");
    }

    @Test
    void itSaysWhatEnded() throws Exception {
        assertThat(test(ReceiverServer.recorded("alertmanager-0.25-resolved.json"), "--receiver", "prod"))
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("temple").contains("ends an alert").contains("83d929da7111d636@");
    }

    @Test
    void itWritesTheSameAsJson() throws Exception {
        assertThat(test(INCIDENT, "--receiver", "pagerduty", "-o", "json")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("\"receiver\" : \"pagerduty\"", "\"signatureChecked\" : false", "\"does\" : \"START\"");
    }

    @Test
    void aSignatureIsCheckedWhereItsHeaderIsGiven() throws Exception {
        String right = "X-PagerDuty-Signature:v1=" + ReceiverServer.hex(ReceiverServer.SECRET, INCIDENT);

        assertThat(test(INCIDENT, "--receiver", "pagerduty", "--header", right)).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("The body is signed by the sender of pagerduty.");

        assertThat(test(INCIDENT + " ", "--receiver", "pagerduty", "--header", right))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("It would be refused (401): The signature is not that of this body");
    }

    @Test
    void aTokenDoesNotBelongOnACommandLine() throws Exception {
        assertThat(test(INCIDENT, "--receiver", "prod", "--header", "authorization:Bearer x"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("Leave the header Authorization out");
    }

    @Test
    void aBodyOfAnotherShapeFails() throws Exception {
        assertThat(test("{", "--receiver", "prod")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("It would be refused: The body is not JSON to its end");

        assertThat(test(INCIDENT, "--receiver", "prod")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("The body has no list `alerts`");
    }

    @Test
    void oneOfSeveralReceiversIsNamedAndAnUnknownOneIsNot() throws Exception {
        assertThat(test(INCIDENT)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Name one by --receiver: pagerduty, prod.");

        assertThat(test(INCIDENT, "--receiver", "pagerdty")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("no receiver `pagerdty`: did you mean pagerduty?");
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThat(run("alert", "test", folder.resolve("none.json").toString(), "--receiver", "prod"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("none.json cannot be read");
    }

    private int test(String body, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("body.json"), body);
        List<String> words = new ArrayList<>(List.of("alert", "test", file.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        CliContext context = new CliContext(
                address -> {
                    throw new AssertionError("Nothing is asked of Temporal here");
                },
                Clock.fixed(Instant.parse("2026-03-03T16:05:00Z"), ZoneOffset.UTC),
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
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--fleet", fleet.toString()));
        return RekindleMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(all.toArray(String[]::new));
    }
}
