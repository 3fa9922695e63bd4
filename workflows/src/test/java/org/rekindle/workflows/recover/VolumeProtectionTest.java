// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** No delete begins before every volume was seen with the property that keeps it. */
final class VolumeProtectionTest {

    private static final String DELETE_OLD = "delete 11111111-0000-4000-8000-000000000001";
    private static final LeftOver HOMES = new LeftOver(ResourceType.VOLUME, "vol-1", "homes", false);
    private static final LeftOver DATABASE = new LeftOver(ResourceType.VOLUME, "vol-2", "database", true);

    private final TestBed bed = new TestBed();

    @BeforeEach
    void start() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), Duration.ofHours(-1));
        bed.cloud().volumes.add(HOMES);
        bed.cloud().volumes.add(DATABASE);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void volumesAreProtectedBeforeLeaveIsAskedFor() {
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(bed.cloud().asked).as("only what lacks the property").containsExactly("keep vol-1");
        assertThat(plan(run).plan().dataAtRisk()).isEmpty();
        assertThat(plan(run).plan().decisions())
                .filteredOn(decision -> decision.step() == StepId.VOLUMES)
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.choice()).isEqualTo(ChoiceCode.KEPT);
                    assertThat(decision.reasons())
                            .extracting(Reason::code, VolumeProtectionTest::volumes)
                            .containsExactly(tuple(
                                    ReasonCode.VOLUMES_KEPT, "Volume homes, UUID vol-1; Volume database, UUID vol-2"));
                });

        run.approve(new Approve(plan(run).sha256(), "bob"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().asked).startsWith("keep vol-1", DELETE_OLD);
        assertThat(story(run.view())).contains("Volume homes, UUID vol-1, now carries the property");
    }

    @Test
    void aDryRunSaysWhatItWouldProtectAndSetsNothing() {
        RecoverCluster run = bed.start(new RecoverRequest(Samples.CLUSTER, "manual", "alice", true, null));

        assertThat(result(run).outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cloud().protectCalls()).isZero();
        assertThat(plan(run).plan().steps()).anyMatch(step -> step.name().equals("protect volumes"));
        assertThat(plan(run).plan().destroys())
                .noneMatch(sentence -> sentence.contains("homes") || sentence.contains("database"));
        assertThat(plan(run).plan().decisions()).anySatisfy(decision -> {
            assertThat(decision.choice()).isEqualTo(ChoiceCode.PROTECTED_FIRST);
            assertThat(decision.reasons())
                    .extracting(Reason::code, VolumeProtectionTest::volumes)
                    .containsExactly(tuple(ReasonCode.VOLUMES_PROTECTED, "Volume homes, UUID vol-1"));
        });
    }

    @Test
    void aVolumeServiceThatIsDownForAWhileIsAskedAgain() {
        bed.cloud().failProtecting(3);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().protectCalls()).isEqualTo(4);
        assertThat(bed.cloud().count("keep")).isEqualTo(1);
    }

    @Test
    void aVolumeServiceThatStaysDownIsSaidAndNothingIsDeleted() {
        bed.cloud().failProtecting(Integer.MAX_VALUE);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("protect volumes");
            assertThat(stuck.reason()).contains("503", "request req-7");
            assertThat(stuck.canBeSkipped()).isFalse();
        });
        assertThat(bed.cloud().asked).isEmpty();

        bed.cloud().failProtecting(0);
        run.resolve(new Resolve("protect volumes", Resolution.RETRY, "bob"));
        bed.approve(run, "bob");
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void aVolumeThatLosesItsPropertyAgainIsNotFoughtOver() {
        bed.cloud().takePropertiesOffOnce();
        RecoverCluster run = bed.start(request("alice"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("homes, UUID vol-1", "no keep property");
        assertThat(bed.cloud().asked).containsExactly("keep vol-1");
    }

    @Test
    void whereThePolicyKeepsNoVolumesNoneIsProtected() {
        try (TestBed careless = new TestBed()) {
            careless.world(
                    Samples.keepingNoVolumes(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)),
                    Duration.ofHours(-1));
            careless.cloud().volumes.add(HOMES);
            RecoverCluster run = careless.start(request("alice"));
            careless.approve(run, "bob");

            assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(careless.cloud().protectCalls()).isZero();
            assertThat(plan(run).plan().destroys()).anyMatch(sentence -> sentence.contains("homes, UUID vol-1"));
        }
    }

    private static @Nullable String volumes(Reason reason) {
        return reason.facts().get("volumes");
    }
}
