// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionUpdateAcceptedEventAttributes;
import io.temporal.api.history.v1.WorkflowExecutionUpdateCompletedEventAttributes;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Outcome;
import io.temporal.api.update.v1.Request;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutation.Kind;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;

/** What a run did to the cloud, held against the leave that it had. */
final class JudgeTest {

    private static final DataConverter CONVERTER = DefaultDataConverter.STANDARD_INSTANCE;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FLEET_ID = "projectpythia-binder";
    private static final String RUN = "0a1b2c3d-0000-4000-8000-000000000000";
    private static final String MARK = "0a1b2c3d-1";
    private static final String OLD = "11111111-0000-4000-8000-000000000001";
    private static final String NEW = "11111111-0000-4000-8000-000000000002";
    private static final String OTHER = "11111111-0000-4000-8000-000000000003";

    private final List<HistoryEvent> events = new ArrayList<>(List.of(started()));
    private final List<Mutation> mutations = new ArrayList<>();
    private Set<String> preApproved = Set.of();

    @Test
    void anOrderlyRebuildIsFine() {
        approve(plan(OLD), NOON);
        ask(plan(OLD), "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));
        create(NEW, MARK);
        nodeGroup(NEW, "core");
        nodeGroup(NEW, "user");
        changeNodeGroup(NEW);
        changeNodeGroup(NEW);

        assertThat(violations()).isEmpty();
    }

    @Test
    void twoClustersOfOneMarkAreOneTooMany() {
        create(NEW, MARK);
        create("uuid-of-the-second", MARK);

        assertThat(violations()).containsExactly("The CREATE marked " + MARK + " was carried out twice.");
    }

    @Test
    void clustersOfSeveralTriesAreFine() {
        create(NEW, MARK);
        create("uuid-of-the-second", "0a1b2c3d-2");
        create("uuid-of-the-third", RUN + "-3");

        assertThat(violations()).isEmpty();
    }

    @Test
    void aClusterWithoutTheMarkOfARunIsNoticed() {
        create(NEW, null);
        create("uuid-of-the-second", "ffffffff-1");
        create("uuid-of-the-third", "0a1b2c3d-ffff-1");

        assertThat(violations())
                .containsExactly(
                        "Cluster " + NEW + " was created without a mark.",
                        "Cluster uuid-of-the-second was created with the mark ffffffff-1, which is of none of the"
                                + " runs.",
                        "Cluster uuid-of-the-third was created with the mark 0a1b2c3d-ffff-1, which is of none of the"
                                + " runs.");
    }

    @Test
    void aRefusedRequestIsNotCounted() {
        create(NEW, MARK);
        mutations.add(new Mutation(NOON, Kind.CREATE, null, "hub", MARK, null, null, 403, "req", true));

        assertThat(violations()).isEmpty();
    }

    @Test
    void aNodeGroupThatWasMadeTwiceIsNoticed() {
        nodeGroup(NEW, "core");
        nodeGroup(OTHER, "core");
        nodeGroup(NEW, "core");

        assertThat(violations())
                .containsExactly("The creation of node group core in " + NEW + " was carried out twice.");
    }

    @Test
    void anApprovalOfAPlanForAnotherClusterIsNoLeave() {
        approve(plan(OLD), NOON);
        ask(plan(OLD), "bob", NOON);
        delete(OTHER, NOON.plusSeconds(1));

        assertThat(violations()).singleElement().asString().contains(OTHER, "without an approval");
    }

    @Test
    void anApprovalOfAnotherPlanIsNoLeave() {
        approve(plan(OTHER), NOON);
        ask(plan(OLD), "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));

        assertThat(violations()).singleElement().asString().contains(OLD, "without an approval");
    }

    /** In every remedy that tears down the approval of the plan is what counts, and in every other one there is none. */
    @ParameterizedTest
    @EnumSource(Remedy.class)
    void aDeleteIsFineOnlyUnderAnApprovedPlanThatTearsDown(Remedy remedy) {
        SealedPlan sealed = plan(OLD, remedy);
        ask(sealed, "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));
        assertThat(violations()).as("%s, not approved", remedy).anyMatch(each -> each.contains("without an approval"));
        approve(sealed, NOON);

        assertThat(violations().stream().noneMatch(each -> each.contains("without an approval")))
                .as("%s, approved", remedy)
                .isEqualTo(remedy.tearsDown());
    }

    @Test
    void anApprovalThatTheRunRefusedIsNoLeave() {
        refuse(plan(OLD), NOON);
        ask(plan(OLD), "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));

        assertThat(violations()).anyMatch(each -> each.contains("without an approval"));
    }

    @Test
    void anApprovalThatOnlyTheRunTellsOfIsNoLeave() {
        ask(plan(OLD), "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));

        assertThat(violations()).singleElement().asString().contains(OLD, "without an approval");
    }

    @Test
    void anApprovalThatCameAfterwardsIsNoLeave() {
        ask(plan(OLD), "bob", NOON);
        delete(OLD, NOON);
        approve(plan(OLD), NOON.plusSeconds(5));

        assertThat(violations()).singleElement().asString().contains(OLD, "without an approval");
    }

    @Test
    void anApprovalCountsForNoPlanThatWasChangedAfterItsSeal() {
        SealedPlan sealed = plan(OTHER);
        approve(sealed, NOON);
        ask(new SealedPlan(plan(OLD).plan(), sealed.sha256()), "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));

        assertThat(violations()).singleElement().asString().contains(OLD, "without an approval");
    }

    @Test
    void anEarlierApprovalStillCountsWhenALaterPlanWasApprovedToo() {
        approve(plan(OLD), NOON);
        ask(plan(OLD), "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));
        approve(plan(OTHER), NOON.plusSeconds(60));
        ask(plan(OTHER), "carol", NOON.plusSeconds(60));

        assertThat(violations()).isEmpty();
    }

    @Test
    void whatTheRunMadeItselfGoesUnderItsOwnLeave() {
        approve(plan(OLD), NOON);
        ask(plan(OLD), "bob", NOON);
        create(NEW, MARK);
        delete(NEW, NOON.plusSeconds(60));

        assertThat(violations()).isEmpty();
    }

    @Test
    void whatTheRunMadeItselfDoesNotGoWithoutAnyLeave() {
        create(NEW, MARK);
        delete(NEW, NOON.plusSeconds(60));

        assertThat(violations()).singleElement().asString().contains(NEW, "without an approval");
    }

    @Test
    void aPolicyGivesLeaveWhereTheFleetFileSaysSo() {
        ask(plan(OLD), "policy", NOON);
        delete(OLD, NOON.plusSeconds(1));
        assertThat(violations()).singleElement().asString().contains(OLD, "without an approval");

        preApproved = Set.of(FLEET_ID);
        assertThat(violations()).isEmpty();
    }

    @Test
    void aSecondDeleteOrUpgradeIsNoticed() {
        approve(plan(OLD), NOON);
        ask(plan(OLD), "bob", NOON);
        delete(OLD, NOON.plusSeconds(1));
        delete(OLD, NOON.plusSeconds(2));
        mutations.add(new Mutation(NOON, Kind.UPGRADE, NEW, "hub", 202, "req", false));
        mutations.add(new Mutation(NOON, Kind.UPGRADE, NEW, "hub", 202, "req", false));

        assertThat(violations())
                .containsExactly(
                        "DELETE of " + OLD + " was carried out twice.",
                        "UPGRADE of " + NEW + " was carried out twice.");
    }

    @Test
    void aLadderIsNoUpgradeTwiceAndASecondOneToTheSameTemplateIs() {
        upgrade(NEW, "t-1.32");
        upgrade(NEW, "t-1.33");
        assertThat(violations()).isEmpty();

        upgrade(NEW, "t-1.33");
        assertThat(violations()).containsExactly("UPGRADE of " + NEW + " to t-1.33 was carried out twice.");
    }

    @Test
    void aHubThatWasRescuedHasEachKeyOfItsSecretAsBefore() {
        Map<String, String> before = Map.of("cookie_secret in a", "c", "auth_token in a", "t");

        assertThat(hubs("incident-wise", before, before)).isEmpty();
        assertThat(hubs("incident-wise", before, Map.of("cookie_secret in a", "c", "auth_token in a", "new")))
                .containsExactly("auth_token in a is not as it was before.");
        assertThat(hubs("incident-wise", before, Map.of()))
                .containsExactly(
                        "auth_token in a is not as it was before.", "cookie_secret in a is not as it was before.");
        assertThat(hubs("incident-wise", Map.of(), Map.of())).containsExactly("No hub had a Secret to rescue.");
        assertThat(hubs("incident", before, Map.of())).isEmpty();
    }

    @Test
    void howManyKeysAreAsBeforeIsSaid() {
        Map<String, String> before = Map.of("cookie_secret in a", "c", "auth_token in a", "t");

        assertThat(new Judge(Scenarios.find("incident-wise")).hubs(before, Map.of("auth_token in a", "t")))
                .contains("the hub's Secret: 1 of 2 keys are as before");
        assertThat(new Judge(Scenarios.find("incident")).hubs(before, before)).isEmpty();
    }

    @Test
    void whatUsersMissIsAViolation() {
        Judge judge = new Judge(Scenarios.find("incident"));
        judge.users(List.of());
        assertThat(judge.violations()).isEmpty();
        judge.users(List.of("The hub does not know user ada."));
        assertThat(judge.violations()).containsExactly("The hub does not know user ada.");
    }

    @Test
    void whatProofsLeaveIsAViolation() {
        Judge judge = new Judge(Scenarios.find("incident"));
        judge.proofs(List.of());
        assertThat(judge.violations()).isEmpty();
        judge.proofs(List.of("A proof has left user rekindle-canary-1 on the hub, with no server."));
        assertThat(judge.violations())
                .containsExactly("A proof has left user rekindle-canary-1 on the hub, with no server.");
    }

    private static List<String> hubs(String scenario, Map<String, String> before, Map<String, String> after) {
        Judge judge = new Judge(Scenarios.find(scenario));
        judge.hubs(before, after);
        return judge.violations();
    }

    private void upgrade(String uuid, String template) {
        mutations.add(new Mutation(NOON, Kind.UPGRADE, uuid, "hub", null, null, template, 202, "req", false));
    }

    private List<String> violations() {
        String text = Scenarios.shipped("incident-wise")
                .replace("mutations: {UPGRADE: 0, CREATE: 1, DELETE: 1}", "mutations: null");
        Judge judge = new Judge(Scenarios.read("some.yaml", text));
        History history = History.newBuilder().addAllEvents(events).build();
        judge.cloud(new Mutations(mutations), 1, Approvals.of(List.of(history), CONVERTER, preApproved));
        return judge.violations();
    }

    private void create(String uuid, @Nullable String mark) {
        mutations.add(new Mutation(NOON, Kind.CREATE, uuid, "hub", mark, null, null, 202, "req", false));
    }

    private void delete(String uuid, Instant at) {
        mutations.add(new Mutation(at, Kind.DELETE, uuid, "hub", 204, "req", false));
    }

    private void nodeGroup(String uuid, String name) {
        mutations.add(new Mutation(NOON, Kind.NODE_GROUP_CHANGE, uuid, "hub", null, name, null, 202, "req", false));
    }

    private void changeNodeGroup(String uuid) {
        mutations.add(new Mutation(NOON, Kind.NODE_GROUP_CHANGE, uuid, "hub", 202, "req", false));
    }

    /** The run refuses an approval that Temporal took already, since its signature does not hold. */
    private void refuse(SealedPlan plan, Instant at) {
        approve(plan, at);
        int last = events.size() - 1;
        long id = 1_000L + last;
        events.set(last, events.get(last).toBuilder().setEventId(id).build());
        events.add(event(at)
                .setWorkflowExecutionUpdateCompletedEventAttributes(
                        WorkflowExecutionUpdateCompletedEventAttributes.newBuilder()
                                .setAcceptedEventId(id)
                                .setOutcome(Outcome.newBuilder().setFailure(Failure.getDefaultInstance())))
                .build());
    }

    /** Somebody approves. */
    private void approve(SealedPlan plan, Instant at) {
        Input input = Input.newBuilder()
                .setName("approve")
                .setArgs(CONVERTER.toPayloads(new Approve(plan.sha256(), "bob")).orElseThrow())
                .build();
        events.add(event(at)
                .setWorkflowExecutionUpdateAcceptedEventAttributes(
                        WorkflowExecutionUpdateAcceptedEventAttributes.newBuilder()
                                .setAcceptedRequest(Request.newBuilder().setInput(input)))
                .build());
    }

    /** The run asks for a delete and says what leave it has. */
    private void ask(SealedPlan plan, String by, Instant givenAt) {
        DeleteRequest request = new DeleteRequest(
                new ClusterInCloud(FLEET_ID, "js2", OLD),
                identity(OLD),
                plan,
                new Approval(plan.sha256(), by, List.of(), givenAt, givenAt.plus(Duration.ofHours(4))),
                "alice",
                null,
                null);
        events.add(event(givenAt)
                .setActivityTaskScheduledEventAttributes(ActivityTaskScheduledEventAttributes.newBuilder()
                        .setActivityType(ActivityType.newBuilder().setName("Magnum.RequestDelete"))
                        .setInput(CONVERTER.toPayloads(request).orElseThrow()))
                .build());
    }

    private static HistoryEvent started() {
        return event(NOON.minusSeconds(60))
                .setWorkflowExecutionStartedEventAttributes(
                        WorkflowExecutionStartedEventAttributes.newBuilder().setOriginalExecutionRunId(RUN))
                .build();
    }

    private static HistoryEvent.Builder event(Instant at) {
        return HistoryEvent.newBuilder().setEventTime(Timestamp.newBuilder().setSeconds(at.getEpochSecond()));
    }

    private static SealedPlan plan(String clusterUuid) {
        return plan(clusterUuid, Remedy.REBUILD);
    }

    private static SealedPlan plan(String clusterUuid, Remedy remedy) {
        return PlanSeal.seal(new RecoveryPlan(
                FLEET_ID,
                identity(clusterUuid),
                remedy,
                new Diagnosis(
                        Condition.EXPIRED,
                        -1L,
                        Reason.of(ReasonCode.SOMETHING_IS_WRONG),
                        List.of(),
                        Cause.API_SERVER,
                        Certainty.CERTAIN,
                        List.of()),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                null,
                List.of(),
                NOON,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1,
                false,
                false,
                null,
                List.of(),
                null,
                null));
    }

    private static ClusterIdentity identity(String uuid) {
        return new ClusterIdentity(new ClusterUuid(uuid), "hub", "hub-stack", NOON.minusSeconds(3600));
    }
}
