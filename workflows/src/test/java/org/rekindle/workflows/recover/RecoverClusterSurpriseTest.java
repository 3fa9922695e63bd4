// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.approval.Reject;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.TimelineEntry;

/** The world changes behind the run's back, and the run notices. */
final class RecoverClusterSurpriseTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAlertThatSaysNothingDoesNotStopTheRun(boolean withoutInput) {
        RecoverCluster run = atTheGate(policy(false));
        if (withoutInput) {
            WorkflowStub.fromTyped(run).signal("alert");
        } else {
            signalNull(run);
        }

        run.reject(new Reject(plan(run).sha256(), "bob", null));
        assertThat(result(run).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(run.view().alerts()).hasSize(1);
    }

    @Test
    void aClusterThatWasRenewedWhileTheGateWaitedIsNotDeleted() {
        RecoverCluster run = atTheGate(policy(false));
        bed.cloud().certificateEnds(bed.clock().instant().plus(Duration.ofDays(365)));

        run.approve(new Approve(plan(run).sha256(), "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.HEALTHY);
        assertThat(bed.cloud().count("delete")).isZero();
    }

    /** What the run read at its start is where it works, whatever the file says when the worker starts anew. */
    @Test
    void aFleetFileEditedUnderARunPointsItAtNoOtherCloud() {
        RecoverCluster run = atTheGate(policy(false));
        ClusterProfile sealed = bed.cluster().profile;
        bed.cluster().profile = new ClusterProfile(
                sealed.cluster(),
                "another-cloud",
                "another-cluster",
                sealed.shape(),
                sealed.templates(),
                sealed.handOff(),
                sealed.deploy(),
                sealed.verification(),
                sealed.policy(),
                sealed.compatibility(),
                null,
                null,
                TeardownLimits.USUAL,
                null,
                null);

        run.approve(new Approve(plan(run).sha256(), "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        List<String> asked = bed.history().getEvents().stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(HistoryEvent::getActivityTaskScheduledEventAttributes)
                .map(each -> each.getActivityType().getName() + " "
                        + each.getInput().getPayloads(0).getData().toStringUtf8())
                .toList();
        assertThat(asked).noneMatch(each -> each.contains("another-cl"));
        assertThat(asked)
                .anyMatch(each -> each.startsWith("Magnum.RequestDelete")
                        && each.contains("\"cloud\":\"" + sealed.cloud() + "\""));
    }

    @Test
    void plansThatNobodyApprovesComeToAnEnd() {
        bed.world(policy(false), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));

        RecoveryResult end = result(run);
        assertThat(end.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(end.sentence()).contains("20 plans were made", "./rekindle recover " + Samples.CLUSTER);
        assertThat(bed.cloud().count("delete")).isZero();
        assertThat(bed.history().getEvents()).hasSizeLessThan(5_000);
    }

    @Test
    void aStormOfDifferentAlertsIsNotKeptWhole() {
        RecoverCluster run = atTheGate(policy(false));
        for (int i = 0; i < 60; i++) {
            run.alert(new Alert("alertmanager", "key-" + i, "Pod " + i + " is not ready."));
        }

        run.reject(new Reject(plan(run).sha256(), "bob", null));
        assertThat(result(run).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(run.view().alerts()).hasSize(50);
        assertThat(run.view().timeline()).extracting(TimelineEntry::what).anyMatch(what -> what.contains("not noted"));
    }

    @Test
    void aClusterThatTheFleetFileNamesByUuidIsRememberedByItsNewOne() {
        String old = worldNamedByUuid();

        RecoverCluster run = bed.start(request("alice"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        String now = bed.cloud().clusters().get(0).identity().uuid().value();
        assertThat(bed.cluster().remembered)
                .extracting(Rebuilt::cluster, Rebuilt::was, Rebuilt::is)
                .containsExactly(tuple(Samples.CLUSTER, old, now));
        assertThat(run.view().decisions())
                .extracting(Decision::step, Decision::choice, Decision::chosen)
                .contains(tuple(StepId.WATCH, ChoiceCode.TO_BE_WRITTEN, now));
        assertThat(bed.cluster().reports.values()).allMatch(page -> page.contains(now));
    }

    @Test
    void aClusterThatTheFleetFileNamesByNameNeedsNoMemory() {
        bed.world(policy(true), AN_HOUR_AGO);

        assertThat(result(bed.start(request("alice"))).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cluster().remembered).isEmpty();
    }

    private String worldNamedByUuid() {
        bed.world(policy(true), AN_HOUR_AGO);
        String old = bed.cloud().clusters().get(0).identity().uuid().value();
        bed.cluster().profile = bed.cluster().profile.named(old);
        return old;
    }

    @Test
    void aClusterThatIsSaidToBeGoneAndIsThereIsNotBuiltASecondTime() {
        bed.world(policy(true), AN_HOUR_AGO);
        bed.cloud().claimOnceThatItIsGone();

        RecoverCluster run = bed.start(request("alice"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().clusters()).hasSize(1);
        assertThat(bed.cloud().count("delete")).isEqualTo(1);
    }

    @Test
    void aClusterThatCameUpWhileAHumanWasAskedIsKept() {
        bed.world(policy(true), AN_HOUR_AGO);
        bed.cloud().keepFromComingUp(Samples.FITTING);
        bed.cloud().denyLooksByUuid(true);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        bed.cloud().letOwnClustersComeUp();
        bed.cloud().denyLooksByUuid(false);

        run.resolve(new Resolve(null, Resolution.RETRY, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().count("create")).isEqualTo(1);
        assertThat(bed.cloud().clusters())
                .extracting(each -> each.status().raw())
                .containsExactly("UPDATE_COMPLETE");
    }

    @Test
    void aRetryAfterTheWholeLadderClimbsTheLadderAsItIsNow() {
        bed.world(policy(true), AN_HOUR_AGO);
        bed.cloud().keepFromComingUp(Samples.FITTING, Samples.NEXT_MINOR);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        bed.cloud().keepFromComingUp(Samples.FITTING);
        bed.cloud().onlyTemplates(Samples.NEXT_MINOR, Samples.CURRENT);

        run.resolve(new Resolve(null, Resolution.RETRY, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().decisions())
                .extracting(Sentences::step, Sentences::choice)
                .endsWith(tuple("rebuild from " + Samples.NEXT_MINOR.name(), "taken"));
    }

    @Test
    void whoIsNamedAsThePolicyCannotAsk() {
        bed.world(policy(true), AN_HOUR_AGO);

        RecoverCluster run = bed.start(request("Policy "));
        assertThatThrownBy(() -> result(run)).hasStackTraceContaining("cannot ask");
        assertThat(bed.cloud().asked).isEmpty();
    }

    private RecoverCluster atTheGate(Policy policy) {
        bed.world(policy, AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        return run;
    }

    private static void signalNull(RecoverCluster run) {
        WorkflowStub.fromTyped(run).signal("alert", new @Nullable Object[] {null});
    }

    private static Policy policy(boolean preApproved) {
        Policy policy = Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING);
        return preApproved ? Samples.preApproved(policy) : policy;
    }
}
