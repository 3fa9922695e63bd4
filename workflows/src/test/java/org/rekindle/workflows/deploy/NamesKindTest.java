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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.FakeCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.NamesStep;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.StuckStep;

/** A person sets records, and the run sees it. */
final class NamesKindTest {

    private static final String STEP = "deploy public-names";
    private static final String FAULT = "Set hub.example.org. 300 IN A 192.0.2.7.";

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

    /** What was passed over is asked about once more by the proof. */
    private static void awaitStuck(RecoverCluster run, String step) {
        Awaitility.await(step).pollInterval(Duration.ofMillis(20)).until(() -> {
            StuckStep stuck = run.view().stuck();
            return stuck != null && stuck.step().equals(step);
        });
    }

    private void world() {
        ClusterProfile profile =
                Samples.profile(Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)));
        Map<String, String> keys = Map.of("hub", "https://hub.example.org", "names.service", "support/ingress");
        bed.world(
                Samples.withVerification(
                        Samples.withSteps(
                                profile, List.of(), List.of(new NamesStep("public-names", Duration.ofHours(4)))),
                        Verification.of(keys::get)),
                Duration.ofHours(-1));
    }
}
