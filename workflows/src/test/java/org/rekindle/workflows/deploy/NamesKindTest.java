// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.FakeCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.model.fleet.NamesStep;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;

/** The run sets records, or a person does and the run sees it. */
final class NamesKindTest {

    private static final String STEP = "deploy public-names";
    private static final String FAULT = "Set hub.example.org. 300 IN A 192.0.2.7.";

    private static final DnsProvider SERVER = new Rfc2136Provider(
            "ns1.example.org",
            53,
            "example.org",
            "rekindle",
            "hmac-sha256",
            "/etc/rekindle/tsig.secret",
            List.of("192.0.2.0/24"));

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void namesThatAreRightAlreadyAskNobody() {
        world();
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("The names are right.").doesNotContain(STEP);
        assertThat(bed.cluster().asked)
                .allSatisfy(wanted -> assertThat(wanted.targets()).containsExactly(FakeCluster.INGRESS));
    }

    @Test
    void aPersonIsAskedOnceAndNoAnswerIsNeeded() {
        world();
        bed.cluster().nameFault = FAULT;
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo(STEP);
            assertThat(stuck.reason()).startsWith(FAULT).endsWith("no answer is needed.");
        });
        bed.cluster().nameFault = null;

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("the question is withdrawn").containsOnlyOnce("waits for you");
    }

    @Test
    void aPersonMayHaveItLookedAtOnceOrPassedOver() {
        world();
        bed.cluster().nameFault = FAULT;
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve(STEP, Resolution.RETRY, "bob"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve(STEP, Resolution.SKIP, "bob"));
        awaitStuck(run, "public names");
        bed.cluster().nameFault = null;
        run.resolve(new Resolve("public names", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("\"" + STEP + "\": RETRY, by bob", "\"" + STEP + "\": SKIP, by bob");
    }

    @Test
    void namesThatAreStillWrongAtTheDeadlineAreAskedAbout() {
        world();
        bed.cluster().nameFault = FAULT;
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        Awaitility.await("the deadline").pollInterval(Duration.ofMillis(5)).until(() -> {
            bed.environment().sleep(Duration.ofMinutes(10));
            StuckStep stuck = run.view().stuck();
            return stuck != null && stuck.reason().equals(FAULT);
        });
        bed.cluster().nameFault = null;
        run.resolve(new Resolve(STEP, Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.history().getEvents()).hasSizeLessThan(400);
    }

    @Test
    void namesThatTheSiteSetsInTimeAskNobody() {
        world(null, Duration.ofMinutes(10));
        bed.cluster().nameFault = FAULT;
        RecoverCluster run = bed.start(request("alice"));
        awaitSite(run);
        bed.cluster().nameFault = null;

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("The names are right.").doesNotContain("waits for you");
        assertThat(bed.history().getEvents()).hasSizeLessThan(300);
    }

    @Test
    void namesThatTheSiteHasNotSetInTimeAreAskedAboutByWhatIsSeenThen() {
        world(null, Duration.ofMinutes(10));
        bed.cluster().nameFault = "Set hub.example.org and binder.example.org.";
        RecoverCluster run = bed.start(request("alice"));
        awaitSite(run);
        bed.cluster().nameFault = FAULT;
        assertThat(run.view().stuck()).isNull();
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        StuckStep first = run.view().stuck();
        assertThat(first.reason()).startsWith(FAULT).endsWith("no answer is needed.");
        assertThat(run.view().timeline())
                .filteredOn(each -> each.what().startsWith("Redeploying in order"))
                .singleElement()
                .satisfies(began -> assertThat(Duration.between(began.at(), first.since()))
                        .as("no look is begun that would end too late")
                        .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(11)));
        run.resolve(new Resolve(STEP, Resolution.RETRY, "bob"));
        // Without skipping any time.
        Awaitility.await("another question").pollInterval(Duration.ofMillis(5)).until(() -> {
            StuckStep second = run.view().stuck();
            return second != null && second.since().isAfter(first.since());
        });
        bed.cluster().nameFault = null;

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("the question is withdrawn");
    }

    @Test
    void theRunSetsTheRecordsAndAsksNobody() {
        world(SERVER);
        bed.cluster().nameFault = FAULT;
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view()))
                .contains("hub.example.org is set to [192.0.2.7].", "The names are right.")
                .doesNotContain("waits for you");
        assertThat(run.view().plan().plan().steps())
                .anySatisfy(step -> assertThat(step.what())
                        .endsWith("The run sets the A and AAAA records of hub.example.org at ns1.example.org to the new"
                                + " address, within 192.0.2.0/24 alone."));
        assertThat(bed.cluster().setting).singleElement().satisfies(wanted -> {
            assertThat(wanted.provider()).isEqualTo(SERVER);
            assertThat(wanted.urls()).containsExactly("https://hub.example.org");
            assertThat(wanted.addresses()).containsExactly(FakeCluster.INGRESS);
        });
    }

    @Test
    void whetherTheRunCanSetTheRecordsIsTriedForThePlanAndAgainRightBeforeTheDelete() {
        world(SERVER);
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cluster().rehearsed).hasSize(2).allSatisfy(wanted -> {
            assertThat(wanted.provider()).isEqualTo(SERVER);
            assertThat(wanted.urls()).containsExactly("https://hub.example.org");
            assertThat(wanted.addresses()).isEmpty();
        });
        assertThat(run.view().plan().plan().humanToDos())
                .anySatisfy(todo -> assertThat(todo).startsWith("Lower the TTL of hub.example.org now"))
                .noneSatisfy(todo -> assertThat(todo).contains("asks a person"));
    }

    @Test
    void thePlanSaysWhichNameAPersonWillBeAskedFor() {
        world(SERVER);
        bed.cluster().recordFault = "ns1.example.org has another secret.";
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().plan().plan().humanToDos())
                .contains("ns1.example.org has another secret. Unless this is done, the run asks a person to set the"
                        + " record after the rebuild.");
        assertThat(story(run.view())).doesNotContain("has another secret");
    }

    @Test
    void whatIsInTheWayOfTheNamesOnlySinceThePlanIsInTheTimelineAndKeepsNoCluster() {
        world(SERVER, Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING));
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cluster().refusesRecords = true;
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view()))
                .contains("It is not known whether the run can set the public names: This worker's fleet file says"
                        + " something else.");
    }

    @Test
    void namesThatAreRightAlreadyAreNotSet() {
        world(SERVER);
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cluster().setting).isEmpty();
    }

    @Test
    void aPersonIsAskedForWhatTheRunCannotSetAndHearsWhy() {
        world(SERVER);
        bed.cluster().nameFault = FAULT;
        bed.cluster().recordFault = "ns1.example.org refuses this to the key.";
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck().reason()).startsWith(FAULT + " ns1.example.org refuses this to the key. The run");
        bed.cluster().recordFault = null;
        run.resolve(new Resolve(STEP, Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cluster().setting).hasSize(2);
    }

    @Test
    void aWorkerThatDoesNotSetTheRecordsLeavesThemToAPerson() {
        world(SERVER);
        bed.cluster().nameFault = FAULT;
        bed.cluster().refusesRecords = true;
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck().reason())
                .contains("The run has not set the records itself: This worker's fleet file says something else.");
        bed.cluster().nameFault = null;

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("the question is withdrawn");
    }

    @Test
    void serversThatDoNotTakeTheZoneAreAskedAbout() {
        world(SERVER);
        bed.cluster().nameFault = FAULT;
        bed.cluster().transfersRecords = false;
        RecoverCluster run = bed.start(request("alice"));
        Awaitility.await("the transfer").pollInterval(Duration.ofMillis(5)).until(() -> {
            bed.environment().sleep(Duration.ofMinutes(1));
            return run.view().stuck() != null;
        });
        assertThat(run.view().stuck().reason())
                .startsWith(FAULT + " The records are set at ns1.example.org since 10 min.");
        bed.cluster().nameFault = null;

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    /** Skips time until the run leaves the names to the site. */
    private void awaitSite(RecoverCluster run) {
        Awaitility.await("the site's turn").pollInterval(Duration.ofMillis(5)).until(() -> {
            if (String.valueOf(run.view().waitingFor()).contains("a person is asked after that")) {
                return true;
            }
            bed.environment().sleep(Duration.ofSeconds(30));
            return false;
        });
    }

    /** What was passed over is asked about once more by the proof. */
    private static void awaitStuck(RecoverCluster run, String step) {
        Awaitility.await(step).pollInterval(Duration.ofMillis(20)).until(() -> {
            StuckStep stuck = run.view().stuck();
            return stuck != null && stuck.step().equals(step);
        });
    }

    private void world() {
        world(null);
    }

    private void world(@Nullable DnsProvider provider) {
        world(provider, Duration.ZERO);
    }

    private void world(@Nullable DnsProvider provider, Duration askAfter) {
        world(provider, askAfter, Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)));
    }

    private void world(@Nullable DnsProvider provider, Policy policy) {
        world(provider, Duration.ZERO, policy);
    }

    private void world(@Nullable DnsProvider provider, Duration askAfter, Policy policy) {
        ClusterProfile profile = Samples.profile(policy);
        Map<String, String> keys = Map.of(
                "hub", "https://hub.example.org",
                "userServer.tokenFile", "hub.token",
                "names.service", "support/ingress");
        bed.world(
                Samples.withVerification(
                        Samples.withSteps(
                                profile,
                                List.of(),
                                List.of(new NamesStep("public-names", Duration.ofHours(4), provider, askAfter))),
                        Verification.of(keys::get)),
                Duration.ofHours(-1));
    }
}
