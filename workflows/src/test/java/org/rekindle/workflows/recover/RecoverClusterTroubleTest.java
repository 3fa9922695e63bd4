// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.codes;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** What goes wrong half-way through a rebuild, and what must not come of it. */
final class RecoverClusterTroubleTest {

    private static final String OLD = "11111111-0000-4000-8000-000000000001";
    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aDeleteThatIsLostSightOfIsNotAskedForTwice() {
        bed.world(preApproved(), AN_HOUR_AGO);
        bed.cloud().failWaitsWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        bed.cloud().failWaitsWith(null);
        run.resolve(new Resolve("tear down", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().count("delete")).isOne();
        assertThat(bed.cloud().count("create")).isOne();
    }

    @Test
    void credentialsThatAreRevokedWhileTheClusterIsCreatedLeadToNoSecondCluster() {
        bed.world(preApproved(), AN_HOUR_AGO);
        bed.cloud().failWaitsOnceCreatedWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.step()).isEqualTo("rebuild"));
        bed.cloud().failWaitsWith(null);
        run.resolve(new Resolve("rebuild", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().count("create")).isOne();
        assertThat(bed.cloud().clusters()).hasSize(1);
    }

    @Test
    void aDeadlineThatPassesWhileNobodyCouldLookIsDecidedByOneMoreLook() {
        bed.world(
                Samples.withApproval(
                        Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.FITTING),
                        new ApprovalPolicy(true, List.of(), Duration.ofHours(4), 1, false, null)),
                AN_HOUR_AGO);
        bed.cloud().staySilentDuringTheFirstWait();
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().decisions()).anySatisfy(decision -> {
            assertThat(decision.choice()).isEqualTo(ChoiceCode.GIVEN_UP);
            assertThat(decision.reasons()).singleElement().satisfies(why -> {
                assertThat(why.code()).isEqualTo(ReasonCode.UPGRADE_TIMED_OUT);
                assertThat(why.facts().get("seen")).contains("UPDATE_IN_PROGRESS");
            });
        });
    }

    @Test
    void aNodeGroupThatIsRefusedIsTriedAgainInTheSameCluster() {
        bed.world(preApproved(), AN_HOUR_AGO);
        bed.cloud().refuseNodeGroups(true);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("core", "Quota exceeded"));
        bed.cloud().refuseNodeGroups(false);
        run.resolve(new Resolve("rebuild", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().asked)
                .containsExactly(
                        "delete " + OLD,
                        "create " + Samples.FITTING.name(),
                        "node group core",
                        "node group user-m3-large");
        assertThat(bed.cloud().clusters()).hasSize(1);
    }

    @Test
    void whenNoTemplateComesUpAHumanHasAllOfThemTriedAgain() {
        bed.world(preApproved(), AN_HOUR_AGO);
        bed.cloud().onlyTemplates(Samples.FITTING, Samples.CURRENT);
        bed.cloud().keepFromComingUp(Samples.FITTING);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("None of the templates came up"));
        assertThat(bed.cloud().clusters()).isEmpty();
        bed.cloud().keepFromComingUp();
        run.resolve(new Resolve("rebuild", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().clusters()).hasSize(1);
    }

    @Test
    void volumesThatCouldNotBeListedCountAsDataAtRisk() {
        bed.world(preApproved(), AN_HOUR_AGO);
        bed.cloud().volumesNotLooked.add("Cinder, for a volume: 403 Forbidden");
        RecoverCluster run = bed.start(request("alice"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("403 Forbidden");
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aVolumeThatAppearsWhileLeaveIsWaitedForIsProtectedUnderTheSameLeave() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash approved = plan(run).sha256();
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-late", "home-dirs", false));
        run.approve(new Approve(approved, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(plan(run).sha256()).isEqualTo(approved);
        assertThat(bed.cloud().asked).startsWith("keep vol-late", "delete " + OLD);
    }

    @Test
    void aVolumeThatAppearsWhileLeaveIsWaitedForAndCannotBeProtectedIsNotLost() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-late", "home-dirs", false));
        bed.cloud().volumesThatRefuse.add("vol-late");
        run.approve(new Approve(plan(run).sha256(), "bob"));

        RecoveryResult result = result(run);
        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence()).contains("vol-late");
        assertThat(bed.cloud().asked).isEmpty();
    }

    @Test
    void aClusterThatSomebodyElseBuiltAnewIsNotBuiltAgain() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().replaceOldBehindOurBack(Duration.ofDays(365));
        run.approve(new Approve(plan(run).sha256(), "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cloud().clusters()).hasSize(1);
    }

    @Test
    void aDeleteThatIsStuckForLongerThanItsApprovalCountsIsAskedAboutAgain() {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        bed.cloud().hangDeletes(true);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("DELETE_FAILED", "floating IPs"));
        PlanHash first = plan(run).sha256();
        bed.environment().sleep(Duration.ofHours(9));
        run.resolve(new Resolve("tear down", Resolution.RETRY, "bob"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        assertThat(plan(run).sha256()).isEqualTo(first);
        assertThat(bed.cloud().count("delete")).isOne();

        bed.cloud().hangDeletes(false);
        run.approve(new Approve(first, "carol"));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().count("delete")).isEqualTo(2);
        assertThat(bed.cloud().clusters()).hasSize(1);
    }

    @Test
    void withoutAnyTemplateNothingIsTornDown() {
        bed.world(preApproved(), AN_HOUR_AGO);
        bed.cloud().onlyTemplates();
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(codes(run.view())).endsWith(ReasonCode.NO_REMEDY_LEFT);
        assertThat(bed.cloud().asked).isEmpty();
    }

    private static Policy preApproved() {
        return Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING));
    }
}
