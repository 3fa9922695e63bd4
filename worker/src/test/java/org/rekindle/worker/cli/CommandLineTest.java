// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.worker.fleet.FleetFolder;
import org.rekindle.worker.runs.FakeRecoveries;
import org.rekindle.worker.runs.PendingCall;
import org.rekindle.worker.runs.Run;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.run.ProofResult;
import org.rekindle.workflows.model.run.ProofState;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.VerifyView;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the commands print, tell the runs and say to the shell. */
class CommandLineTest {

    private static final Instant NOW = Views.START.plusSeconds(3630);

    private final FakeRecoveries recoveries = new FakeRecoveries();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String typed = "";
    private boolean interactive = true;

    @Test
    void recoverStartsARun() {
        assertThat(run("recover", "pythia")).isEqualTo(ExitCode.OK);

        assertThat(out).hasToString("""
                Started cluster/pythia, run run-of-pythia.
                Watch it with `./rekindle status pythia --watch`.
                """);
        assertThat(recoveries.told())
                .containsExactly(new RecoverRequest("pythia", "manual", "ana", false, null), "closed");
    }

    @Test
    void redeployStartsARun() {
        assertThat(run("redeploy", "pythia", "--hand-off", "--requested-by", "ben"))
                .isEqualTo(ExitCode.OK);

        assertThat(recoveries.told()).contains(new RedeployRequest("pythia", true, "ben"));
    }

    @Test
    void redeployStartsNothingBesideAnotherRun() {
        recoveries.show(Views.observing());

        assertThat(run("redeploy", "pythia", "--watch")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("another run of pythia is under way");
    }

    @Test
    void recoverLeadsToTheRunUnderWay() {
        recoveries.show(Views.observing());

        assertThat(run("recover", "pythia", "--dry-run", "--requested-by", "ben"))
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString()).startsWith("A run of pythia is under way already: run run-of-pythia.");
        assertThat(recoveries.told()).contains(new RecoverRequest("pythia", "manual", "ben", true, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", " POLICY", "pol\u200bicy", "policy\u00a0"})
    void noRecoveryIsRequestedInTheNameOfTheFleetFile(String name) {
        assertThat(run("recover", "pythia", "--requested-by", name)).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("`policy`", "--requested-by NAME");
        assertThat(recoveries.told()).doesNotHaveAnyElementsOfTypes(RecoverRequest.class);
    }

    @Test
    void noRecoveryIsRequestedWithoutAName() {
        assertThat(run("recover", "pythia", "--requested-by", " ")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("Say who you are by --requested-by NAME");
        assertThat(recoveries.told()).doesNotHaveAnyElementsOfTypes(RecoverRequest.class);
    }

    @Test
    void recoverWaitsUntilAHumanIsNeeded() {
        recoveries.show(Views.awaitingApproval());

        assertThat(run("recover", "pythia", "--wait")).isEqualTo(ExitCode.WAITS_FOR_HUMAN);

        assertThat(out.toString())
                .contains("2026-03-04 15:00:12Z  PLANNING  Making a plan.")
                .contains("./rekindle approve pythia --plan 3f2a90c1d4e5");
    }

    @Test
    void recoverWatchesToTheEnd() {
        recoveries.show(Views.recovered(null));

        assertThat(run("recover", "pythia", "--watch", "-o", "json")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("\"outcome\" : \"RECOVERED\"").doesNotContain("Making a plan.\n");
    }

    @Test
    void verifyShowsEachProofAndSaysThatUsersCanWork() {
        recoveries.show(verification(true, new ProofResult("hub well", ProofState.PROVEN, "Hub: ok")));

        assertThat(run("verify", "pythia")).isEqualTo(ExitCode.OK);

        assertThat(out.toString().lines()).containsExactly("PROVEN  hub well: Hub: ok", "The end.");
        assertThat(recoveries.told()).contains("verify pythia");
    }

    @Test
    void aVerificationThatProvesNothingHasAnExitCodeOfItsOwn() {
        recoveries.show(verification(false, new ProofResult("hub well", ProofState.FAILED, "503")));

        assertThat(run("verify", "pythia", "-o", "json")).isEqualTo(ExitCode.NOT_PROVEN);

        assertThat(out.toString()).contains("\"state\" : \"FAILED\"");
    }

    private static VerifyView verification(boolean proven, ProofResult... proofs) {
        return new VerifyView("pythia", true, proven, "The end.", null, List.of(proofs), null);
    }

    @Test
    void statusSaysWhenAWaitUsuallyEnds() {
        recoveries.show(Views.creating());

        assertThat(run("status", "pythia")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains(
                        "until 2026-03-05 15:00:30Z (in 23 h)",
                        "usually 2 h 18 min, so it ends about 2026-03-04 17:18:30Z");
    }

    @Test
    void statusShowsATreeWithWhatIsWaitedFor() {
        recoveries.show(Views.awaitingApproval());

        assertThat(run("status", "pythia")).isEqualTo(ExitCode.WAITS_FOR_HUMAN);

        assertThat(out).hasToString("""
                pythia  Awaiting approval  started 2026-03-04 15:00:00Z, run run-1
                |  The certificate that the API server serves expired at 2026-03-03T16:01:00Z, 23 h ago.
                * Observing           12 s
                |    15:00:00  Looking at pythia from outside.
                * Planning            18 s
                |    15:00:12  Making a plan.
                > Awaiting approval   1 h
                |    15:00:30  Waits for an approval.
                - Tearing down
                - Rebuilding
                - Connecting
                - Redeploying
                - Verifying
                - Reporting

                Waits for: an approval of the plan
                  since 2026-03-04 15:00:30Z (1 h)
                  until 2026-03-05 15:00:30Z (in 23 h)
                  Names are claims: the fleet file has no keys, so nothing proves who approves.

                You can now:
                  ./rekindle plan pythia    to read the plan
                  ./rekindle approve pythia --plan 3f2a90c1d4e5    to let it go ahead
                  ./rekindle reject pythia --plan 3f2a90c1d4e5    to end the run
                """);
    }

    @Test
    void statusShowsWhatTheCallsSawLast() {
        recoveries.show(Views.observing());
        recoveries.pend(
                List.of(new PendingCall("Magnum.Observe", 5, "Keystone does not answer.", NOW.plusSeconds(20))));

        assertThat(run("status", "pythia")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("|    Magnum.Observe, try 5, again in 20 s: Keystone does not answer.");
    }

    @Test
    void statusShowsAStuckStep() {
        recoveries.show(Views.stuck());

        assertThat(run("status", "pythia")).isEqualTo(ExitCode.WAITS_FOR_HUMAN);

        assertThat(out.toString())
                .contains("Step \"connect\" is stuck (ACCESS_DENIED): Magnum does not sign for us.")
                .contains("./rekindle resolve pythia retry|abort ");
    }

    @Test
    void statusOfAnEndedRunTellsTheNextExpiry() {
        recoveries.show(Views.recovered("report.md"));

        assertThat(run("status", "pythia", "--watch")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("pythia  RECOVERED")
                .contains("The certificate that is served now ends at 2027-03-05 19:20:00Z (in 366 d 3 h).")
                .contains("./rekindle report pythia");
    }

    @Test
    void aClusterThatIsNotProvenHasAnExitCodeOfItsOwnAndSaysWhatIsNotProven() {
        recoveries.show(Views.notProven());

        assertThat(run("status", "pythia")).isEqualTo(ExitCode.NOT_PROVEN);
        assertThat(out.toString())
                .contains(
                        "REBUILT_NOT_PROVEN",
                        "Not proven:",
                        "build and launch: Skipped by bob: no builder answers.",
                        "scale-up: The fleet file does not ask for it (verify.scaleUp).");
    }

    @Test
    void aRunThatEndedBadlyFailsTheCommand() {
        recoveries.show(Views.aborted());

        assertThat(run("status", "pythia")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void whatLiesInTheCopyAloneIsNamed() {
        recoveries.show(Views.notPutBack());

        assertThat(run("status", "pythia")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .contains("Rescued as rescue/pythia/4256088d and not put back:", "- Secret binderhub/hub");
    }

    @Test
    void aRunThatEndedByAnErrorIsToldAndNotWatchedForEver() {
        recoveries.show(Views.observing());
        recoveries.crash("pythia");

        assertThat(run("status", "pythia", "--watch")).isEqualTo(ExitCode.FAILED);

        assertThat(err).hasToString("rekindle: The run ended by an error: told by the test.\n");
    }

    @Test
    void statusListsEveryCluster() {
        recoveries.list(List.of(new Run(
                "pythia",
                "RecoverCluster",
                "running",
                "REBUILDING",
                null,
                "alert",
                "approved",
                Views.START,
                Views.START,
                null,
                "r")));

        assertThat(run("status")).isEqualTo(ExitCode.OK);

        assertThat(out).hasToString("""
                CLUSTER  RUN             STATUS   PHASE       OUTCOME  APPROVAL  CERTIFICATE ENDS      STARTED
                pythia   RecoverCluster  running  REBUILDING  -        approved  2026-03-04 15:00:00Z  2026-03-04 15:00:00Z
                """);
    }

    @Test
    void statusWritesJsonForPrograms() {
        recoveries.show(Views.awaitingApproval());

        run("status", "pythia", "--output", "json");

        assertThat(out.toString())
                .startsWith("{")
                .contains("\"phase\" : \"AWAITING_APPROVAL\"")
                .contains("\"waitingUntil\" : \"2026-03-05T15:00:30Z\"")
                .contains("\"pending\" : [ ]");
    }

    @Test
    void planShowsWhatWouldBeDone() {
        recoveries.show(Views.planned());

        assertThat(run("plan", "pythia")).isEqualTo(ExitCode.OK);

        assertThat(recoveries.told()).contains(new RecoverRequest("pythia", "manual", "ana", true, null));
        assertThat(out).hasToString("""
                Plan for pythia  rebuild  made 2026-03-04 15:00:30Z
                The certificate that the API server serves expired at 2026-03-03T16:01:00Z, 23 h ago.
                  - Served by https://10.0.0.7:6443.

                Decisions:
                  - upgrade: skipped. The policy says never (upgrade: never).

                Steps, about 1 h 10 min in all:
                  STEP       WHAT                                EXPECTED  LONGEST  KNOWN FROM
                  tear down  Delete binder (4256088d).           10 min    -        -
                  rebuild    Create from kubernetes-1-33-jammy.  1 h       -        -

                Build from, in this order:
                  1. kubernetes-1-33-jammy (Kubernetes v1.33.2, chart 0.16.0): The chart 0.16.0 was tested with 1.33.

                What is destroyed:
                  - Cluster binder (4256088d) with its 2 nodes.
                Not kept yet, so this plan deletes nothing:
                  - pvc-home (volume vol-1)

                What becomes of the data:
                  - Volume pvc-home, UUID vol-1: goes with the cluster.

                Quota of the project:
                  RESOURCE   LIMIT  USED  THIS CLUSTER  THE NEW ONE  FOR AN UPGRADE
                  instances  10     4     4             4            1

                What people must do:
                  - The owner of hub.example.org must point it at the new load balancer.

                This plan needs the approval of one person other than the requester. It is valid for this plan alone. The fleet file \
                approves beforehand where it says approval.teardown: pre-approved.
                Names are claims: the fleet file has no keys, so nothing proves who approves.
                SHA-256 of the plan: %s
                """.formatted(Views.HASH));
    }

    @Test
    void approveShowsWhatIsDestroyedAndAsks() {
        recoveries.show(Views.awaitingApproval());
        typed = "y\n";

        assertThat(run("approve", "pythia", "--by", "ben")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("What is destroyed:\n  - Cluster binder (4256088d) with its 2 nodes.")
                .contains("Approve this as ben? [y/N] Approved.");
        assertThat(recoveries.told()).contains(new Approve(Views.HASH, "ben"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yikes\n"})
    void approveTakesAnythingElseForNo(String answer) {
        recoveries.show(Views.awaitingApproval());
        typed = answer;

        assertThat(run("approve", "pythia")).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString()).endsWith("Nothing was approved.\n");
        assertThat(recoveries.told()).containsExactly("closed");
    }

    @Test
    void approveWithoutATerminalNeedsThePlanToBeNamed() {
        recoveries.show(Views.awaitingApproval());
        interactive = false;

        assertThat(run("approve", "pythia")).isEqualTo(ExitCode.USAGE);
        assertThat(run("approve", "pythia", "--yes")).isEqualTo(ExitCode.USAGE);
        assertThat(run("approve", "pythia", "--yes", "--plan", "3f2a")).isEqualTo(ExitCode.USAGE);
        assertThat(run("approve", "pythia", "--yes", "--plan", "ffffffffffff")).isEqualTo(ExitCode.FAILED);
        assertThat(recoveries.told()).containsOnly("closed");

        assertThat(run("approve", "pythia", "--yes", "--plan", "3f2a90c1d4e5")).isEqualTo(ExitCode.OK);
        assertThat(recoveries.told()).contains(new Approve(Views.HASH, "ana"));
    }

    @Test
    void approveBeforeThereIsAPlanSaysSo() {
        recoveries.show(Views.observing());

        assertThat(run("approve", "pythia")).isEqualTo(ExitCode.NOT_FOUND);

        assertThat(err).hasToString("rekindle: The run of pythia has no plan yet: it is OBSERVING.\n");
    }

    @Test
    void rejectRefusesThePlanThatIsThere() {
        recoveries.show(Views.awaitingApproval());

        assertThat(run("reject", "pythia", "--reason", "exam week")).isEqualTo(ExitCode.OK);

        assertThat(recoveries.told()).contains(new Reject(Views.HASH, "ana", "exam week"));
    }

    @Test
    void resolveNamesTheStepThatWasSeenStuck() {
        recoveries.show(Views.stuck());

        assertThat(run("resolve", "pythia", "skip")).isEqualTo(ExitCode.OK);

        assertThat(recoveries.told()).contains(new Resolve("connect", Resolution.SKIP, "ana"));
    }

    @Test
    void resolveSaysWhenNothingIsStuck() {
        recoveries.show(Views.observing());

        assertThat(run("resolve", "pythia", "retry")).isEqualTo(ExitCode.FAILED);

        assertThat(err).hasToString("rekindle: No step of pythia is stuck: it is OBSERVING.\n");
    }

    @Test
    void reportPrintsThePage(@TempDir Path folder) throws IOException {
        Path report = Files.writeString(folder.resolve("report.md"), "# Pythia is back\n");
        recoveries.show(Views.recovered(report.toString()));

        assertThat(run("report", "pythia")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).startsWith("# Pythia is back\n");
    }

    @Test
    void reportTellsThePlaceWhereItCannotBeRead() {
        recoveries.show(Views.recovered("/nowhere/report.md"));

        assertThat(run("report", "pythia")).isEqualTo(ExitCode.OK);

        assertThat(out).hasToString("The report is kept at /nowhere/report.md.\n");
    }

    @Test
    void failuresAreOneSentence() {
        recoveries.fail(new RunFailure(
                RunFailure.Kind.UNREACHABLE,
                "No Temporal server answers at 127.0.0.1:7233. Start one with `./rekindle up`.",
                new IllegalStateException("inside")));

        assertThat(run("status")).isEqualTo(ExitCode.UNREACHABLE);

        assertThat(err)
                .hasToString(
                        "rekindle: No Temporal server answers at 127.0.0.1:7233. Start one with `./rekindle up`.\n");
    }

    @Test
    void verboseShowsTheTraceAndEachLineOfTheLog() {
        recoveries.fail(new RunFailure(RunFailure.Kind.FAILED, "It failed.", new IllegalStateException("inside")));
        Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = log.getLevel();
        try {
            assertThat(run("status", "--verbose")).isEqualTo(ExitCode.FAILED);

            assertThat(err.toString()).contains("Caused by: java.lang.IllegalStateException: inside");
            assertThat(log.getLevel()).isEqualTo(Level.DEBUG);
        } finally {
            // The level is the process's: all tests after this one would be as talkative.
            log.setLevel(before);
        }
    }

    @Test
    void anUnknownClusterIsNotFound() {
        assertThat(run("status", "nobody")).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void faultsOfTheFleetFileAreToldAndCounted(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("fleet.yaml"), "openstack: {}\nclusters: {}\n");

        assertThat(run("fleet", "validate", "--fleet", file.toString())).isEqualTo(ExitCode.CONFIGURATION);

        assertThat(err.toString())
                .startsWith(file + ":1: openstack.cloudsFile: is missing; add it: an OpenStack clouds.yaml")
                .endsWith("2 faults.\n");
    }

    @Test
    void aFleetFileInOrderIsValidThoughItIsWarnedOf(@TempDir Path folder) throws IOException {
        Path file = FleetFolder.in(folder).write(FleetFolder.WHOLE + "    rescue: {}\n");

        assertThat(run("fleet", "validate", "--fleet", file.toString())).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .startsWith(file + " is in order: pythia.")
                .contains("clusters.pythia.rescue: copies");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        forEachCommand(command(), command -> {
            assertThat(command.getUsageMessage(Ansi.OFF))
                    .as(command.getCommandName())
                    .contains(command.getCommandSpec().qualifiedName())
                    .containsIgnoringCase("example");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "plan x --output yaml, Help: ./rekindle plan --help",
        "plan, Help: ./rekindle plan --help",
        "recover --wacth x, 'Possible solutions: --watch, --wait'",
        "plna x, Did you mean: rekindle plan or rekindle redeploy or rekindle completion?"
    })
    void aWrongCommandLineIsToldInASentenceAndThenTheHelpThatFits(String line, String help) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString().lines()).hasSize(2).last().isEqualTo(help);
    }

    @Test
    void whoNamesNoCommandSeesWhichThereAre() {
        assertThat(run("fleet")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("Missing required subcommand", "schema", "show", "validate");
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(run("completion", "zsh")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).startsWith("autoload").contains("recover").contains("--dry-run");
    }

    private static void forEachCommand(CommandLine parent, java.util.function.Consumer<CommandLine> look) {
        parent.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                look.accept(command);
                forEachCommand(command, look);
            }
        });
    }

    @Test
    void theDoctorSaysWhyACloudCannotBeLookedAt(@TempDir Path folder) throws IOException {
        Path clouds = Files.writeString(folder.resolve("clouds.yaml"), "clouds: {js2: {auth: {auth_url: nowhere}}}");

        assertThat(run("doctor", "--cloud", "jetstream", "--clouds-file", clouds.toString()))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(out.toString())
                .contains("STOPS login: " + clouds + ": clouds.jetstream: there is no such cloud, only js2")
                .contains("    cure: ")
                .endsWith("1 thing would stop a recovery.\n");

        assertThat(run("doctor", "--cloud", "js2", "--clouds-file", clouds.toString(), "-o", "json"))
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(out.toString()).contains("\"status\" : \"STOPS\"").contains("auth.auth_url");
    }

    @Test
    void aCredentialIsNotRenewedUnasked() {
        interactive = false;

        assertThat(run("cloud", "rotate-credential", "pythia")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--yes");
        assertThat(run("cloud", "rotate-credential", "--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("MASK A FAILED STATE");
    }

    @Test
    void aCloudsFileAloneIsNothingToLookAt() {
        assertThat(run("doctor", "--clouds-file", "clouds.yaml")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--clouds-file needs --cloud");
    }

    private int run(String... arguments) {
        return command().execute(arguments);
    }

    private CommandLine command() {
        CliContext context = new CliContext(
                address -> recoveries,
                Clock.fixed(NOW, ZoneOffset.UTC),
                "ana",
                new BufferedReader(new StringReader(typed)),
                (text, key) -> {
                    throw new AssertionError("Nothing is signed here");
                },
                (signers, text, out) -> {
                    throw new AssertionError("Nobody logs in here");
                },
                interactive,
                false);
        return RekindleMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }
}
