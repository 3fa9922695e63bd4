// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFolder;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** {@code rekindle notify}: what it sends to real services of this machine, prints, and says to the shell. */
class NotifyCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-04T16:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private HttpServer service;
    private Path fleet;

    @BeforeEach
    void listen() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/good", exchange -> answer(exchange, 200));
        service.createContext("/bad", exchange -> answer(exchange, 404));
        service.start();
        String base = "http://127.0.0.1:" + service.getAddress().getPort();
        secret("sign.key", "a-secret-of-at-least-24-bytes");
        secret("pager.key", "0123456789abcdef0123456789abcdef");
        secret("bad.url", base + "/bad/S3cretCanary");
        FleetFolder files = FleetFolder.in(folder);
        fleet = files.write("""
                openstack: {cloudsFile: clouds.yaml}
                people: [{name: ana, email: ana@example.org}]
                notify:
                  channels:
                    good: {webhook: {url: "%s/good", secretFile: sign.key}}
                    bad: {webhook: {urlFile: bad.url, secretFile: sign.key}}
                    pager: {pagerduty: {routingKeyFile: pager.key, region: eu}}
                    mail: {email: {server: smtp.example.org, from: rekindle@example.org}}
                  always: [good]
                  questions:
                    - {tell: [good, pager]}
                    - {after: 30m, tell: [ana]}
                  expiry: [30, 7]
                clusters:
                  a: {cloud: jetstream2, magnum: m, templates: [t]}
                  b: {cloud: jetstream2, magnum: n, templates: [t], notify: {always: [bad], questions: [], expiry: []}}
                  quiet: {cloud: jetstream2, magnum: o, templates: [t], notify: {always: [], questions: []}}
                """.formatted(base));
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void aTestMessageIsSentByTheNamedChannel() {
        assertThat(run("notify", "test", "good")).isEqualTo(ExitCode.OK);

        assertThat(taken)
                .singleElement()
                .asString()
                .contains("Rekindle reaches you by `good`.", "ana sent this with `./rekindle notify test`.");
        assertThat(err).hasToString("Sending by good (webhook) …\n");
        assertThat(out.toString())
                .containsPattern("NAME +KIND +REACHES +TEST MESSAGE")
                .containsPattern("good +webhook +http://127.0.0.1:\\d+/good +taken");
    }

    @Test
    void aChannelThatDoesNotTakeItFailsTheCommandAndTheOthersAreStillTried() {
        assertThat(run("notify", "test", "bad", "good")).isEqualTo(ExitCode.FAILED);

        assertThat(taken).hasSize(1);
        assertThat(out.toString())
                .containsPattern("bad +webhook +the URL of its file +not taken")
                .containsPattern("good .* taken")
                .containsPattern("(?m)^bad: .*404")
                .doesNotContain("S3cretCanary");
    }

    @Test
    void programsGetJson() {
        assertThat(run("notify", "test", "bad", "-o", "json")).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString())
                .startsWith("[ {")
                .contains("\"name\" : \"bad\"", "\"kind\" : \"webhook\"", "\"taken\" : false", "\"problem\" : \"")
                .doesNotContain("S3cretCanary");
    }

    @Test
    void aNameThatTheFileDoesNotListIsNotFoundAndNothingIsSent() {
        assertThat(run("notify", "test", "good", "goood")).isEqualTo(ExitCode.NOT_FOUND);

        assertThat(err.toString()).contains("lists no channel or person `goood`: did you mean good?");
        assertThat(taken).isEmpty();
    }

    @Test
    void aFileWithoutChannelsTellsNoOne() throws IOException {
        Files.writeString(fleet, """
                openstack: {cloudsFile: clouds.yaml}
                clusters: {a: {cloud: jetstream2, magnum: m, templates: [t]}}
                """);

        assertThat(run("notify", "test")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("Add `notify:`");
    }

    @Test
    void showSaysWhoIsToldWhatAndWhen() {
        assertThat(run("notify", "show", "a")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .map(line -> line.replaceAll(":\\d{4,5}/", ":PORT/"))
                .containsExactly(
                        "MESSAGE | WHEN | NAME | KIND | REACHES",
                        "every message | at once | good | webhook | http://127.0.0.1:PORT/good",
                        "a run waits for people | at once | good | webhook | http://127.0.0.1:PORT/good",
                        "a run waits for people | at once | pager | pagerduty | region eu",
                        "a run waits for people | after 30 min without an answer | ana | email | ana@example.org",
                        "a certificate expires | 30, 7 days before | good | webhook | http://127.0.0.1:PORT/good",
                        "Without an answer, the last of those who get a question get it again each day.");
        assertThat(taken).isEmpty();
    }

    @Test
    void showWritesJsonForPrograms() {
        assertThat(run("notify", "show", "a", "-o", "json")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("\"message\" : \"QUESTION\"", "\"after\" : \"PT30M\"", "\"daysBefore\" : [ 30, 7 ]");
    }

    @Test
    void showSaysWhenNoOneIsTold() {
        assertThat(run("notify", "show", "quiet")).isEqualTo(ExitCode.OK);

        assertThat(out)
                .hasToString("No one gets messages about quiet: `always` and `questions` of `notify` are empty.\n");
    }

    @Test
    void showOfAnUnknownClusterIsNotFound() {
        assertThat(run("notify", "show", "quite")).isEqualTo(ExitCode.NOT_FOUND);

        assertThat(err.toString()).contains("did you mean quiet?");
    }

    @Test
    void theProfileOfAClusterHasItsAudience() {
        assertThat(run("fleet", "show", "a")).isEqualTo(ExitCode.OK);
        assertThat(run("fleet", "show", "quiet")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .containsPattern("notified always +good\\s")
                .containsPattern("notified of questions +good, pager at once; ana after 30 min without an answer\\s")
                .containsPattern("notified of an expiry +good 30, 7 days before\\s")
                .containsPattern("notified always +no one\\s");
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status == 200) {
                taken.add(body);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text + "\n");
    }

    private int run(String... arguments) {
        CliContext context = new CliContext(
                address -> {
                    throw new AssertionError("Temporal is not needed here");
                },
                Clock.fixed(NOW, ZoneOffset.UTC),
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
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--fleet";
        all[arguments.length + 1] = fleet.toString();
        return RekindleMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(all);
    }
}
