// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.SealedPlan;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** How a person approves with a key, and how a report is checked. */
final class SignedApprovalCommandTest {

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03.456Z");
    private static final SealedPlan PLAN = Views.signedPlan();
    private static final String TEXT = "rekindle approval v1\n"
            + "cluster pythia\n"
            + "run cluster/pythia run-1\n"
            + "plan " + PLAN.sha256() + "\n"
            + "by ben\n"
            + "at 2026-03-10T01:02:03Z\n";

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final List<String> signed = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void aRunWaits() {
        recoveries.show(Views.awaitingApproval(PLAN));
    }

    @Test
    void theKeySignsWhatIsApproved() {
        assertThat(run("approve", "pythia", "--by", "ben", "--key", "id_ed25519"))
                .isEqualTo(ExitCode.OK);

        assertThat(signed).containsExactly("id_ed25519: " + TEXT);
        assertThat(recoveries.told())
                .contains(new Approve(
                        PLAN.sha256(), "ben", Instant.parse("2026-03-10T01:02:03Z"), "signature of " + TEXT.length()));
    }

    @Test
    void aLoginSignsWhatIsApproved() throws IOException {
        String fleet =
                fleet("people: [{name: ben, subject: b-7}]\noidc: {issuer: https://id.example.org, clientId: r}\n");

        assertThat(run("approve", "pythia", "--by", "ben", "--oidc", "--fleet", fleet))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(signed).containsExactly("login: " + TEXT);
        assertThat(out.toString()).contains("Log in at https://id.example.org").doesNotContain("eyJ");
        assertThat(recoveries.told())
                .contains(new Approve(PLAN.sha256(), "ben", Instant.parse("2026-03-10T01:02:03Z"), "eyJ.an.idtoken"));
    }

    @Test
    void theAnswerForProgramsHoldsNothingOfTheLogin() throws IOException {
        String fleet =
                fleet("people: [{name: ben, subject: b-7}]\noidc: {issuer: https://id.example.org, clientId: r}\n");

        String hash = PLAN.sha256().value();

        assertThat(run(
                        "approve",
                        "pythia",
                        "--by",
                        "ben",
                        "--oidc",
                        "--fleet",
                        fleet,
                        "--plan",
                        hash,
                        "--yes",
                        "--output",
                        "json"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).startsWith("{").doesNotContain("Log in", "eyJ");
        assertThat(err.toString()).contains("Log in at");
    }

    @Test
    void aLoginNeedsAProviderInTheFleetFile() throws IOException {
        assertThat(run("approve", "pythia", "--by", "ben", "--oidc", "--fleet", fleet("")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("names no identity provider");
    }

    @Test
    void anApprovalIsSignedInOneWay() {
        assertThat(run("approve", "pythia", "--by", "ben", "--oidc", "--key", "id_ed25519"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Sign in one way");
        assertThat(signed).isEmpty();
    }

    private String fleet(String people) throws IOException {
        return Files.writeString(
                        folder.resolve("fleet.yaml"),
                        "openstack: {cloudsFile: clouds.yaml}\n" + people
                                + "clusters:\n  pythia: {cloud: jetstream2, magnum: m, templates: [t]}\n")
                .toString();
    }

    @Test
    void withoutAKeyNothingIsSentAndTheCureIsSaid() {
        assertThat(run("approve", "pythia", "--by", "ben")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("This approval must be signed: add --key", "--print");
        assertThat(recoveries.told()).containsExactly("closed");
    }

    @Test
    void nobodySignsAPlanWhoseHashIsAnothers() {
        recoveries.show(Views.awaitingApproval(new SealedPlan(PLAN.plan(), Views.HASH)));

        assertThat(run("approve", "pythia", "--by", "ben", "--key", "id_ed25519"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("does not have the hash that it shows");
        assertThat(signed).isEmpty();
    }

    @Test
    void whoseKeyIsElsewhereGetsTextAndCommands() {
        assertThat(run("approve", "pythia", "--by", "ben", "--print")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("What is destroyed:", TEXT)
                .contains("| ssh-keygen -Y sign -n rekindle -f ~/.ssh/id_ed25519 > approval.sig")
                .contains("--by ben --at 2026-03-10T01:02:03Z --signature approval.sig");
        assertThat(recoveries.told()).containsExactly("closed");
    }

    @Test
    void aSignatureFromElsewhereIsSent() throws IOException {
        Path file = Files.writeString(folder.resolve("approval.sig"), "a signature");

        assertThat(run("approve", "pythia", "--by", "ben", "--signature", file.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--signature needs --at TIME");
        assertThat(run(
                        "approve",
                        "pythia",
                        "--by",
                        "ben",
                        "--at",
                        "2026-03-10T01:00:00Z",
                        "--signature",
                        file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(recoveries.told())
                .contains(new Approve(PLAN.sha256(), "ben", Instant.parse("2026-03-10T01:00:00Z"), "a signature"));
    }

    @Test
    void planAndStatusSayWhatProvesAName() {
        run("status", "pythia");
        assertThat(out.toString())
                .contains(
                        "Each approval must be signed, by an SSH key, a passkey or a login.",
                        "--by NAME (--key FILE | --oidc)");

        recoveries.show(Views.awaitingApproval());
        run("status", "pythia");
        assertThat(out.toString())
                .contains("Names are claims: the fleet file has no keys, so nothing proves who approves.");
    }

    @Test
    void aReportIsCheckedWithoutTemporal() throws Exception {
        assertThat(run(
                        "report",
                        "--verify",
                        "--file",
                        resource("report.md"),
                        "--allowed-signers",
                        resource("allowed_signers")))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("Signed by ben with the key SHA256:6S+5XNt9YAe8sKWL5s26TrGYEVu11eBqCXGxoS9QJqM")
                .contains("the signature holds");
        assertThat(recoveries.told()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "by ben, by ana",
        "at 2026-03-10T01:02:03Z, at 2026-03-10T01:02:04Z",
        "plan abab, plan cdcd",
        "cluster projectpythia, cluster another",
        "| Run | 0197a5f2, | Run | 99999999",
        "Sealed as `abab, Sealed as `cdcd",
        "AAAAQAAADMAAAA, AAAAQAAADMAAAB",
        "rekindle approval v1, rekindle approval v2",
        "Approved by ben (key, Approved by eve (key"
    })
    void aChangedReportDoesNotHold(String was, String is) throws Exception {
        String report = Files.readString(Path.of(resource("report.md")));
        Path changed = Files.writeString(folder.resolve("changed.md"), report.replace(was, is));
        assertThat(Files.readString(changed)).isNotEqualTo(report);

        assertThat(run(
                        "report",
                        "--verify",
                        "--file",
                        changed.toString(),
                        "--allowed-signers",
                        resource("allowed_signers")))
                .as(out.toString())
                .isEqualTo(ExitCode.FAILED);
    }

    /** The first signature of the report holds in each of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-----END SSH SIGNATURE-----; -----END SIGNATURE-----; cannot be read",
                "-----BEGIN SSH SIGNATURE-----; -----BEGIN PGP SIGNATURE-----; cannot be read",
                "AAAAQAAADMAAAA; AAAA.AAADMAAAA; cannot be read",
                "by ben; by ben and ana; cannot be read"
            })
    void aSecondSignatureThatCannotBeReadIsNotPassedOver(String was, String is, String said) throws Exception {
        String report = Files.readString(Path.of(resource("report.md")));
        String again = report.substring(report.indexOf("What ben signed")).replace(was, is);

        assertThat(verified(report + "\n" + again)).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("the signature holds", said);
    }

    @Test
    void aPasskeysSignatureInAReportIsCheckedToo() throws Exception {
        String report = Files.readString(Path.of(resource("report.md")));
        String again = report.substring(report.indexOf("What ben signed"))
                .replaceFirst("(?s)-----BEGIN.*SIGNATURE-----", "{\"id\":\"AAAA\",\"response\":{}}");

        assertThat(verified(report + "\n" + again)).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("the signature holds", "not what a browser makes of a passkey's answer");
    }

    @Test
    void anApproverWhoseSignatureWasCutOffIsNamed() throws Exception {
        String report = Files.readString(Path.of(resource("report.md")));
        String ana = "ana (key SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA)";

        assertThat(verified(report.replace(") at 2026", ") and " + ana + " at 2026")))
                .isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("the signature holds", "The report names ana", "no signature of them");
    }

    @Test
    void aReportWithTheLineEndsOfWindowsHolds() throws Exception {
        assertThat(verified(Files.readString(Path.of(resource("report.md"))).replace("\n", "\r\n")))
                .isEqualTo(ExitCode.OK);
    }

    private int verified(String report) throws Exception {
        Path file = Files.writeString(folder.resolve("edited.md"), report);
        return run("report", "--verify", "--file", file.toString(), "--allowed-signers", resource("allowed_signers"));
    }

    @Test
    void aReportOfSomebodyWhoseKeyIsNotListedDoesNotHold() throws Exception {
        Path others = Files.writeString(
                folder.resolve("signers"),
                Files.readAllLines(Path.of(resource("allowed_signers"))).get(1));

        assertThat(run("report", "--verify", "--file", resource("report.md"), "--allowed-signers", others.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("the fleet file does not have it");
    }

    @Test
    void aReportNeedsANameOrAFile() {
        assertThat(run("report")).isEqualTo(ExitCode.USAGE);
        assertThat(run("report", "pythia", "--file", "x.md")).isEqualTo(ExitCode.USAGE);
    }

    private static String resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(SignedApprovalCommandTest.class.getResource("signed-report/" + name))
                        .toURI())
                .toString();
    }

    private int run(String... arguments) {
        CliContext context = new CliContext(
                address -> recoveries,
                Clock.fixed(NOW, ZoneOffset.UTC),
                "ana",
                new BufferedReader(new StringReader("y\n")),
                this::sign,
                this::logIn,
                true,
                false);
        return RekindleMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(arguments);
    }

    private String logIn(OidcSigners signers, ApprovalText text, PrintWriter shown) {
        shown.println("Log in at " + signers.client().issuer());
        signed.add("login: " + text);
        return "eyJ.an.idtoken";
    }

    private String sign(String text, Path key) {
        signed.add(key + ": " + text);
        return "signature of " + text.length();
    }
}
