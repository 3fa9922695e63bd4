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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** How a person rejects a plan and answers a stuck step with a key. */
final class SignedAnswerCommandsTest {

    private static final Instant AT = Instant.parse("2026-03-10T01:02:03Z");
    private static final SealedPlan PLAN = Views.signedPlan();
    private static final String REJECTION = "rekindle rejection v1\n"
            + "cluster pythia\n"
            + "run cluster/pythia run-1\n"
            + "plan " + PLAN.sha256() + "\n"
            + "reason it's exam week\n"
            + "by ben\n"
            + "at 2026-03-10T01:02:03Z\n";

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final List<String> signed = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void theKeySignsARejectionWithItsReason() {
        recoveries.show(Views.awaitingApproval(PLAN));

        assertThat(run("reject", "pythia", "--by", "ben", "--reason", "it's exam week", "--key", "id"))
                .isEqualTo(ExitCode.OK);

        assertThat(signed).containsExactly(REJECTION);
        assertThat(recoveries.told())
                .contains(new Reject(PLAN.sha256(), "ben", "it's exam week", AT, "signature of " + REJECTION.length()));
    }

    @Test
    void theKeySignsTheAnswerToTheQuestionThatIsSeen() {
        RecoveryView view = Views.stuck();
        StuckStep stuck = Objects.requireNonNull(view.stuck());
        recoveries.show(view);
        String text = "rekindle resolution v1\n"
                + "cluster pythia\n"
                + "run cluster/pythia run-1\n"
                + "step connect\n"
                + "stuck since " + stuck.since() + "\n"
                + "answer ABORT\n"
                + "by ben\n"
                + "at 2026-03-10T01:02:03Z\n";

        assertThat(run("resolve", "pythia", "abort", "--by", "ben", "--key", "id"))
                .isEqualTo(ExitCode.OK);

        assertThat(signed).containsExactly(text);
        assertThat(recoveries.told())
                .contains(new Resolve("connect", Resolution.ABORT, "ben", AT, "signature of " + text.length()));
    }

    @Test
    void theKeySignsForTheRunOnceItHasBegun() {
        assertThat(run("recover", "pythia", "--requested-by", "ben", "--key", "id"))
                .as(err.toString())
                .isEqualTo(ExitCode.OK);

        assertThat(signed)
                .singleElement()
                .asString()
                .startsWith("rekindle request v1\ncluster pythia\nrun cluster/pythia ")
                .endsWith("\nby ben\nat 2026-03-10T01:02:03Z\n");
        assertThat(recoveries.told())
                .hasSize(3)
                .contains(new ProveRequester(
                        "ben", AT, "signature of " + signed.get(0).length()));
        assertThat(recoveries.told().get(0)).isInstanceOf(RecoverRequest.class);
    }

    @Test
    void whoSignsElsewhereSignsForTheRunThatIsUnderWay() throws IOException {
        assertThat(run("recover", "pythia", "--requested-by", "ben", "--print")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(err.toString()).contains("No run of pythia is under way that you could sign for");

        recoveries.show(Views.awaitingApproval(PLAN));
        assertThat(run("recover", "pythia", "--requested-by", "ben", "--print")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("rekindle request v1\ncluster pythia\nrun cluster/pythia run-1\nby ben\n")
                .contains("./rekindle recover pythia --requested-by ben --at 2026-03-10T01:02:03Z"
                        + " --signature request.sig");
        String file =
                Files.writeString(folder.resolve("request.sig"), "a signature").toString();
        assertThat(run("recover", "pythia", "--requested-by", "ben", "--signature", file, "--at", AT.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(recoveries.told()).contains(new ProveRequester("ben", AT, "a signature"));
    }

    @Test
    void nobodySignsForADryRun() {
        assertThat(run("recover", "pythia", "--dry-run", "--key", "id")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("A dry run deletes nothing");
        assertThat(recoveries.told()).containsOnly("closed");
    }

    @Test
    void anAnswerToAStepThatIsNotStuckIsNotSigned() {
        recoveries.show(Views.stuck());

        assertThat(run("resolve", "pythia", "retry", "--step", "observe", "--by", "ben", "--key", "id"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("Step \"observe\" is not stuck; \"connect\" is.");
        assertThat(signed).isEmpty();
    }

    @Test
    void whoseKeyIsElsewhereGetsTextAndCommandsThatAShellTakes() {
        recoveries.show(Views.awaitingApproval(PLAN));
        assertThat(run("reject", "pythia", "--by", "ben", "--reason", "it's exam week", "--print"))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains(REJECTION, "reason it'\\''s exam week\\n", "> rejection.sig")
                .contains("--reason 'it'\\''s exam week' --by ben --at 2026-03-10T01:02:03Z"
                        + " --signature rejection.sig");

        recoveries.show(Views.stuck());
        assertThat(run("resolve", "pythia", "retry", "--by", "ben", "--print")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("./rekindle resolve pythia retry --step connect --by ben --at 2026-03-10T01:02:03Z"
                        + " --signature resolution.sig");
        assertThat(recoveries.told()).containsOnly("closed");
    }

    @Test
    void aSignatureFromElsewhereIsSent() throws IOException {
        recoveries.show(Views.stuck());
        String file = Files.writeString(folder.resolve("resolution.sig"), "a signature")
                .toString();

        assertThat(run("resolve", "pythia", "retry", "--by", "ben", "--signature", file))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("resolve", "pythia", "retry", "--by", "ben", "--signature", file, "--at", AT.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(recoveries.told()).contains(new Resolve("connect", Resolution.RETRY, "ben", AT, "a signature"));
    }

    private int run(String... arguments) {
        CliContext context = new CliContext(
                address -> recoveries,
                Clock.fixed(AT.plusMillis(456), ZoneOffset.UTC),
                "ana",
                new BufferedReader(new StringReader("")),
                this::sign,
                (signers, text, printed) -> {
                    throw new AssertionError("Nobody logs in here");
                },
                false,
                false);
        return RekindleMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .execute(arguments);
    }

    private String sign(String text, Path key) {
        signed.add(text);
        return "signature of " + text.length();
    }
}
