// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.NamesActivities.NamesWanted;
import org.rekindle.workflows.fakes.FakeChannels;
import org.rekindle.workflows.fakes.FakeCluster;
import org.rekindle.workflows.fakes.FakeRescue;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.ProofResult;
import org.rekindle.workflows.model.run.ProofState;
import org.rekindle.workflows.model.run.VerifyView;

final class VerifyClusterTest {

    private static final SiteCommand COMMIT =
            new SiteCommand("commit", List.of("./commit"), "/site", List.of(), Duration.ofMinutes(2), List.of());

    private static final Duration LONG_VALID = Duration.ofDays(200);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void everyProofIsMadeAndUsersCanWork() {
        world(LONG_VALID);

        VerifyView view = verify();

        assertThat(view.proven()).isTrue();
        assertThat(view.certificateNotAfter()).isNotNull();
        assertThat(view.proofs())
                .extracting(ProofResult::proof, ProofResult::state)
                .containsExactly(
                        tuple("nodes ready", ProofState.PROVEN),
                        tuple("public names", ProofState.NOT_CONFIGURED),
                        tuple("public certificates", ProofState.NOT_CONFIGURED),
                        tuple("hub well", ProofState.PROVEN),
                        tuple("a user's cell", ProofState.NOT_CONFIGURED),
                        tuple("build and launch", ProofState.PROVEN),
                        tuple("scale-up", ProofState.PROVEN),
                        tuple("scale-down", ProofState.NOT_CONFIGURED));
    }

    @Test
    void peopleAreToldOfAVerificationThatProvedTooLittleAndOfNoOther() {
        world(LONG_VALID);
        bed.cluster().profile = Samples.telling(bed.cluster().profile, FakeChannels.AUDIENCE);
        verify();
        assertThat(bed.channels().sent).isEmpty();
        bed.cluster().imageAlreadyThere = true;
        verify();

        Awaitility.await().until(() -> !bed.channels().of("ops").isEmpty());
        assertThat(bed.channels().of("ops"))
                .containsExactly(
                        "NOT_PROVEN " + Samples.CLUSTER + ": a verification did not prove that users can work");
    }

    @Test
    void aHubThatAnswersAndANodeMoreDoNotProveThatUsersCanWork() {
        world(LONG_VALID);
        Map<String, String> keys = Map.of("hub", "https://hub.example.org", "scaleUp", "user-m3-large");
        bed.cluster().profile = Samples.telling(
                Samples.withVerification(bed.cluster().profile, Verification.of(keys::get)), FakeChannels.AUDIENCE);

        VerifyView view = verify();

        assertThat(view.proven()).isFalse();
        assertThat(view.sentence())
                .isEqualTo(
                        "It is not proven that users can work. The fleet file asks for no proof of it (verify.hub and"
                                + " verify.userServer; verify.binder and verify.build).");
        assertThat(bed.channels().sent)
                .as("the fleet file asks for no more, every night")
                .isEmpty();
    }

    @Test
    void aCellInOneHubProvesNothingOfAnother() {
        world(LONG_VALID);
        Verification cell = Verification.of(Map.of("hub", "https://a.example.org", "userServer.tokenFile", "t")::get);
        Verification alone = Verification.of(Map.of("hub", "https://b.example.org")::get);
        bed.cluster().profile = Samples.withVerification(
                bed.cluster().profile,
                Verification.of(key -> null).with(List.of(new NamedHub("a", cell), new NamedHub("b", alone))));

        VerifyView view = verify();

        assertThat(view.proven()).isFalse();
        assertThat(view.sentence()).contains("asks for no proof of it in b (verify.hub and verify.userServer");
    }

    @Test
    void eachHubOfAClusterIsProvenOnItsOwn() {
        world(LONG_VALID);
        Verification binder =
                Verification.of(Map.of("binder", "https://binder.example.org", "build", "gh/o/r/main")::get);
        Verification hub = Verification.of(Map.of("hub", "https://hub.example.org", "userServer.tokenFile", "t")::get);
        bed.cluster().profile = Samples.withVerification(
                bed.cluster().profile,
                Verification.of(key -> null)
                        .with(List.of(new NamedHub("binder", binder), new NamedHub("staging", hub))));
        bed.cluster().imageAlreadyThere = true;

        VerifyView view = verify();

        assertThat(view.proofs())
                .extracting(ProofResult::proof, ProofResult::state)
                .contains(
                        tuple("hub well of binder", ProofState.PROVEN),
                        tuple("hub well of staging", ProofState.PROVEN),
                        tuple("a user's cell of binder", ProofState.NOT_CONFIGURED),
                        tuple("a user's cell of staging", ProofState.PROVEN),
                        tuple("build and launch of binder", ProofState.FAILED),
                        tuple("build and launch of staging", ProofState.NOT_CONFIGURED));
        assertThat(view.sentence()).contains("build and launch of binder: binder: The launch is proven");
        assertThat(bed.cluster().cells).containsExactly("https://hub.example.org");
    }

    @Test
    void aNodeThatDoesNotGoAgainIsNotProvenAndUsersCanWork() {
        world(LONG_VALID);
        Map<String, String> keys = Map.of(
                "binder", "https://binder", "build", "gh/o/r/main", "scaleUp", "user-m3-large", "scaleDown", "PT30M");
        bed.cluster().profile = Samples.withVerification(bed.cluster().profile, Verification.of(keys::get));
        assertThat(verify().proven()).isTrue();

        bed.cluster().nodeStays = "The node node-2 is still there.";
        VerifyView view = verify();

        assertThat(view.proven()).isFalse();
        assertThat(view.sentence())
                .isEqualTo("Users can work. Not proven beside it: scale-down: The node node-2 is still there.");
    }

    @Test
    void whatARebuildWouldLoseIsCopiedWhileTheClusterAnswers() {
        world(LONG_VALID);
        assertThat(verify().rescue()).isNull();
        assertThat(bed.rescue().keeps).isEmpty();

        bed.cluster().profile = Samples.withRescue(bed.cluster().profile);
        assertThat(verify().rescue()).isEqualTo("For a rebuild, 2 Secrets and 0 claims are copied.");
        assertThat(bed.rescue().keeps).hasSize(1);
    }

    @Test
    void aCopyThatCannotBeMadeIsSaidAndIsNoProofAgainstTheCluster() {
        world(LONG_VALID);
        bed.cluster().profile = Samples.withRescue(bed.cluster().profile);
        bed.rescue().apiTrouble = "HTTP 403 Forbidden";
        bed.rescue().copiedBefore = List.of(FakeRescue.HUB);

        VerifyView view = verify();

        assertThat(view.proven()).isTrue();
        assertThat(view.rescue())
                .isEqualTo(
                        "For a rebuild, 1 Secret and 0 claims are copied. Not copied: binderhub: HTTP 403 Forbidden. Copied"
                                + " before and not seen now: Secret binderhub/hub of 2026-03-01T02:00:00Z.");
    }

    @Test
    void aProofThatFailsIsNotedAndTheNextOneIsMade() {
        world(LONG_VALID);
        bed.cluster().imageAlreadyThere = true;

        VerifyView view = verify();

        assertThat(view.proven()).isFalse();
        assertThat(view.proofs())
                .extracting(ProofResult::proof, ProofResult::state)
                .contains(tuple("build and launch", ProofState.FAILED), tuple("scale-up", ProofState.PROVEN));
    }

    @Test
    void aReferenceThatIsInTheRegistryIsFollowedByTheNextOneUntilOneMustBeBuilt() {
        world(LONG_VALID);
        bed.cluster().alreadyBuilt.addAll(List.of("gh/o/r/new", "gh/o/r/older"));

        assertThat(build("gh/o/r/new gh/o/r/older gh/o/r/oldest")).isEqualTo(ProofState.PROVEN);
        assertThat(build("gh/o/r/new gh/o/r/older")).isEqualTo(ProofState.FAILED);
    }

    @Test
    void whereAllThatCouldBeBuiltIsInTheRegistryACommitIsMadeAndBuilt() {
        world(LONG_VALID);
        bed.cluster().alreadyBuilt.addAll(List.of("gh/o/r/main", "gh/o/r/older"));
        bed.cluster().commitOf = "gh/o/r/main";

        assertThat(build("gh/o/r/main gh/o/r/older", COMMIT).state()).isEqualTo(ProofState.PROVEN);
        assertThat(build("gh/o/r/main", COMMIT).state()).as("it must be built").isEqualTo(ProofState.PROVEN);

        assertThat(bed.cluster().commanded).containsExactly("build and launch");
    }

    @Test
    void aCommitThatCouldNotBeMadeOrIsOfAnotherBranchIsSaid() {
        world(LONG_VALID);
        bed.cluster().alreadyBuilt.add("gh/o/r/main");
        assertThat(build("gh/o/r/main", COMMIT).sentence())
                .endsWith("The command commit ended with 0 after 2 s. Its commit is not what gh/o/r/main names.");

        bed.cluster().failingCommands.set(1);
        assertThat(build("gh/o/r/main", COMMIT).sentence()).endsWith("The command commit ended with 1 after 2 s.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waiting | Time ran out. (waiting) The cluster says: component=binderhub-build: pod b Pending.",
                "built launching | Time ran out. (built > launching) The cluster says: component=singleuser-server: pod b Pending.",
                "waiting building | Time ran out. (waiting > building)"
            })
    void whereAPodDidNotRunTheClusterSaysWhy(String phases, String sentence) {
        world(LONG_VALID);
        bed.cluster().stuckIn = List.of(phases.split(" "));
        bed.cluster().podTroubles = List.of("pod b Pending");

        assertThat(failedBuild()).isEqualTo("No user could work: " + sentence);
    }

    @Test
    void aClusterThatDoesNotSayWhyHidesNothingOfWhatWasSeen() {
        world(LONG_VALID);
        bed.cluster().stuckIn = List.of("waiting");

        assertThat(failedBuild()).isEqualTo("No user could work: Time ran out. (waiting)");

        bed.cluster().podTroubles = null;

        assertThat(failedBuild())
                .isEqualTo("No user could work: Time ran out. (waiting) Its pods could not be looked at: The Kubernetes"
                        + " API refuses us.");
    }

    private String failedBuild() {
        ProofResult build = verify().proofs().stream()
                .filter(proof -> proof.proof().equals("build and launch"))
                .findFirst()
                .orElseThrow();
        assertThat(build.state()).isEqualTo(ProofState.FAILED);
        return build.sentence();
    }

    private ProofState build(String specs) {
        return build(specs, null).state();
    }

    private ProofResult build(String specs, @Nullable SiteCommand commit) {
        Map<String, String> keys = Map.of("binder", "https://binder.example.org", "build", specs);
        Verification verification = Verification.of(keys::get);
        bed.cluster().profile = Samples.withVerification(
                bed.cluster().profile, commit == null ? verification : verification.committing(commit));
        return verify().proofs().stream()
                .filter(proof -> proof.proof().equals("build and launch"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereMagnumDoesNotAnswerTheProofsFromOutsideAreMade() {
        world(LONG_VALID);
        bed.cloud().failWith(FailureCode.ACCESS_DENIED);

        VerifyView view = verify();

        assertThat(view.proven()).isFalse();
        assertThat(view.proofs())
                .extracting(ProofResult::proof, ProofResult::state)
                .containsExactly(
                        tuple("nodes ready", ProofState.FAILED),
                        tuple("public names", ProofState.NOT_CONFIGURED),
                        tuple("public certificates", ProofState.NOT_CONFIGURED),
                        tuple("hub well", ProofState.PROVEN),
                        tuple("a user's cell", ProofState.NOT_CONFIGURED),
                        tuple("build and launch", ProofState.PROVEN),
                        tuple("scale-up", ProofState.FAILED),
                        tuple("scale-down", ProofState.NOT_CONFIGURED));
    }

    @Test
    void namesThatLeadElsewhereAndACertificateThatExpiredAreSaidInTheirOwnWords() {
        world(LONG_VALID);
        asksForNames();
        bed.cluster().nameFault = "hub.example.org leads to the old address.";
        bed.cluster().certificateFault = "It has expired.";

        VerifyView view = verify();

        assertThat(view.proven()).isFalse();
        assertThat(view.proofs())
                .contains(
                        new ProofResult("public names", ProofState.FAILED, "hub.example.org leads to the old address."),
                        new ProofResult("public certificates", ProofState.FAILED, "It has expired."));
    }

    @Test
    void namesAreComparedWithTheAddressOfTheIngress() {
        world(LONG_VALID);
        asksForNames();

        assertThat(verify().proven()).isTrue();
        assertThat(bed.cluster().asked)
                .containsExactly(new NamesWanted(
                        List.of("https://hub.example.org"), List.of(FakeCluster.INGRESS), null, Duration.ofMinutes(2)));
    }

    /** Of which one may be an address to which the worker has no way. */
    @Test
    void theLookAtTheCertificatesKnowsTheAddressesOfTheIngress() {
        world(LONG_VALID);
        asksForNames();
        verify();

        assertThat(bed.cluster().lookedAt)
                .singleElement()
                .satisfies(endpoints -> assertThat(endpoints.ingress()).containsExactly(FakeCluster.INGRESS));
    }

    private void asksForNames() {
        Map<String, String> keys = Map.of(
                "hub", "https://hub.example.org",
                "userServer.tokenFile", "hub.token",
                "certificates", "checked",
                "names.service", "support/ingress");
        bed.cluster().profile = Samples.withVerification(bed.cluster().profile, Verification.of(keys::get));
    }

    @Test
    void anExpiredClusterIsNotedAndNothingIsStarted() {
        world(Duration.ofHours(-1));

        verify();

        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.history(Identifiers.verification(Samples.CLUSTER)).getEvents())
                .noneMatch(
                        event -> event.getEventType() == EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED);
    }

    @Test
    void theQuerySaysWhatTheRunFound() {
        world(LONG_VALID);

        WorkflowStub run = start(Map.of("cluster", Samples.CLUSTER));
        VerifyView result = run.getResult(VerifyView.class);

        assertThat(run.query("view", VerifyView.class)).isEqualTo(result);
    }

    @Test
    void aRequestThatNamesNoClusterOrAnUnknownOneFailsWithASentence() {
        world(LONG_VALID);

        assertThatThrownBy(() -> run("one")).isInstanceOf(WorkflowFailedException.class);
        assertThatThrownBy(() -> run("two", Map.of())).isInstanceOf(WorkflowFailedException.class);
        assertThatThrownBy(() -> run("three", Map.of("cluster", "forgotten")))
                .isInstanceOf(WorkflowFailedException.class)
                .rootCause()
                .hasMessageContaining("forgotten");
    }

    @Test
    void aVerificationThatIsCancelledEndsAsCancelled() {
        world(LONG_VALID);
        bed.cloud().failWith(FailureCode.UNAVAILABLE);
        WorkflowStub run = start(Map.of("cluster", Samples.CLUSTER));
        bed.awaitRest(0);

        run.cancel("enough");

        assertThatThrownBy(() -> run.getResult(VerifyView.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(run.query("view", VerifyView.class).ended()).isFalse();
    }

    private void world(Duration untilExpiry) {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), untilExpiry);
    }

    private VerifyView verify() {
        return start(Map.of("cluster", Samples.CLUSTER)).getResult(VerifyView.class);
    }

    private WorkflowStub start(Map<String, String> request) {
        return bed.startRaw("VerifyCluster", Identifiers.verification(Samples.CLUSTER), request);
    }

    private VerifyView run(String id, Object... input) {
        return bed.startRaw("VerifyCluster", Identifiers.VERIFY + id, input).getResult(VerifyView.class);
    }
}
