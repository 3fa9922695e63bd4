// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.IDENTITY;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.ownCluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.decide.plan.Plans;
import org.rekindle.workflows.fakes.Proofs;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.ratelimit.Permit;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.ratelimit.TeardownRequest;
import org.rekindle.workflows.teardown.ratelimit.TeardownRateLimitDecision;

/**
 * Plans that are made anew, leave that comes early, late, twice or from the wrong one, time that passes, other teardowns, clusters that
 * somebody replaces, plans that somebody changes: in ten thousand orders of all that, nothing is deleted without all of it. What must
 * hold is kept in books of the test's own, and not asked of the code under test.
 */
final class OrdersOfEventsRandomTest {

    private static final int ORDERS = 10_000;
    private static final int EVENTS = 40;
    private static final Duration VALID = Duration.ofHours(4);
    private static final ApprovalPolicy POLICY = new ApprovalPolicy(false, List.of(), VALID, 1, false, null);
    private static final List<String> PEOPLE = List.of("alice", "ALICE", "bob", "bob ", "carol", "policy", "");
    private static final Set<String> WHO_COUNT = Set.of("bob", "carol");

    /** Plans as they can be, made once: a plan is sealed by its JSON, which takes its time. */
    private static final List<SealedPlan> PLANS =
            List.of(plan(Plans.rebuild(), 1), plan(Plans.rebuild(), 2), plan(Plans.rebuildWithDataAtRisk(), 1));

    @Test
    void inNoOrderOfEventsIsAnythingDeletedWithoutAllOfIt() {
        int deleted = 0;
        for (long seed = 0; seed < ORDERS; seed++) {
            Order order = new Order(seed);
            for (int event = 0; event < EVENTS; event++) {
                deleted += order.next() ? 1 : 0;
            }
        }
        assertThat(deleted).as("deletes that had all of it").isGreaterThan(ORDERS / 100);
    }

    private static SealedPlan plan(RecoveryPlan plan, int approvals) {
        return PlanSeal.seal(Plans.withApprovals(plan, approvals));
    }

    /** One order, and the books of what happened in it. */
    private static final class Order {

        private final long seed;
        private final Random random;
        private final List<String> story = new ArrayList<>();
        private Instant now = NOW;
        private ClusterIdentity there = IDENTITY;
        private SealedPlan plan = PLANS.get(0);
        private boolean changed;
        private TeardownRateLimitState fleet = TeardownRateLimitState.EMPTY;
        private @Nullable Permit permit;
        private @Nullable Approval approval;

        private final Set<String> names = new LinkedHashSet<>();
        private @Nullable PlanHash leaveFor;
        private Instant leaveUntil = Instant.MIN;
        private String permitFor = "";
        private Instant permitUntil = Instant.MIN;
        private boolean otherOpen;
        private final Set<ClusterUuid> ownOpen = new LinkedHashSet<>();
        private final List<Instant> begun = new ArrayList<>();

        Order(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        /** Lets something happen; true when it was a delete that went through. */
        boolean next() {
            switch (random.nextInt(11)) {
                case 0 -> planAnew();
                case 1, 2, 3 -> leave();
                case 4 -> timePasses();
                case 5, 6 -> askRateLimit();
                case 7 -> anotherTeardown();
                case 8 -> somebodyReplacesIt();
                case 9 -> somebodyChangesThePlan();
                default -> {
                    return tryToDelete();
                }
            }
            return false;
        }

        private void planAnew() {
            plan = PLANS.get(random.nextInt(PLANS.size()));
            changed = false;
            story.add("plan " + plan.sha256().abbreviated());
        }

        private void leave() {
            String by = PEOPLE.get(random.nextInt(PEOPLE.size()));
            PlanHash of = random.nextInt(4) > 0
                    ? plan.sha256()
                    : PLANS.get(random.nextInt(PLANS.size())).sha256();
            story.add("leave by \"" + by + "\" for " + of.abbreviated());
            String objection = ApprovalCheck.objection(
                    new Approve(of, by), plan.sha256(), "alice", POLICY, now.plusSeconds(1), now);
            if (objection != null) {
                return;
            }
            Approval before = approval;
            boolean goesOn = before != null && before.planSha256().equals(of) && now.isBefore(before.expiresAt());
            List<String> others = new ArrayList<>();
            if (goesOn && before != null) {
                others.addAll(before.others());
                others.add(by);
            }
            approval = goesOn && before != null
                    ? new Approval(of, before.by(), others, before.givenAt(), before.expiresAt())
                    : new Approval(of, by, List.of(), now, now.plus(VALID));
            noteLeave(by.strip(), of);
        }

        private void noteLeave(String by, PlanHash of) {
            if (!of.equals(leaveFor) || !now.isBefore(leaveUntil)) {
                names.clear();
                leaveFor = of;
                leaveUntil = now.plus(VALID);
            }
            names.add(by);
        }

        private void timePasses() {
            // Not so long that the rate limit stops believing in a run that never said that it has ended.
            if (now.isBefore(NOW.plus(Duration.ofHours(60)))) {
                now = now.plus(Duration.ofMinutes(random.nextInt(240)));
            }
            story.add("it is " + now);
        }

        private void askRateLimit() {
            TeardownRateLimitDecision.Answer answer =
                    TeardownRateLimitDecision.ask(fleet, request("ours", plan.sha256(), there.uuid()), now);
            fleet = answer.state();
            permit = answer.permit();
            story.add("rate limit: " + answer.permit().refusal());
            boolean lets =
                    ownOpen.contains(there.uuid()) || (!otherOpen && begunToday() < TeardownLimits.USUAL.maxPerDay());
            assertThat(answer.permit().isGranted()).as(toString()).isEqualTo(lets);
            permitFor = lets ? plan.sha256() + " " + there.uuid() : "";
            permitUntil = now.plus(VALID);
            if (lets) {
                ownOpen.add(there.uuid());
            }
        }

        private void anotherTeardown() {
            if (otherOpen) {
                fleet = TeardownRateLimitDecision.ended(fleet, new RunEnd("other", "run-of-other", true));
                otherOpen = false;
                story.add("the other one has ended");
                return;
            }
            TeardownRateLimitDecision.Answer answer = TeardownRateLimitDecision.ask(
                    fleet, request("other", Samples.planHash("plan-of-other"), Samples.clusterUuid("at " + now)), now);
            fleet = answer.state();
            otherOpen = answer.permit().isGranted();
            if (otherOpen) {
                begun.add(now);
            }
            story.add("another one: " + answer.permit().refusal());
        }

        private long begunToday() {
            return begun.stream()
                    .filter(at -> at.isAfter(now.minus(Duration.ofDays(1))))
                    .count();
        }

        private void somebodyReplacesIt() {
            if (random.nextInt(3) == 0) {
                boolean back = !there.equals(IDENTITY);
                there = back
                        ? IDENTITY
                        : new ClusterIdentity(Samples.clusterUuid("another"), IDENTITY.name(), "another-stack", now);
                story.add("it is now " + there.uuid());
            }
        }

        private void somebodyChangesThePlan() {
            if (random.nextInt(3) == 0) {
                plan = new SealedPlan(Plans.withoutSteps(plan.plan()), plan.sha256());
                changed = true;
                story.add("the plan is changed");
            }
        }

        private boolean tryToDelete() {
            Approval leave = approval;
            if (leave == null) {
                return false;
            }
            List<String> refusals = TeardownGuard.refusals(
                    new DeleteRequest(Samples.inCloud(Samples.CLUSTER), IDENTITY, plan, leave, "alice", null, permit),
                    ownCluster(there, null),
                    Proofs.names(),
                    now);
            story.add("delete: " + refusals);
            assertThat(refusals.isEmpty()).as(toString()).isEqualTo(mayBeDeleted());
            return refusals.isEmpty();
        }

        private boolean mayBeDeleted() {
            return !changed
                    && there.equals(IDENTITY)
                    && plan.plan().dataAtRisk().isEmpty()
                    && plan.sha256().equals(leaveFor)
                    && now.isBefore(leaveUntil)
                    && WHO_COUNT.containsAll(names)
                    && names.size() >= plan.plan().approvals()
                    && permitFor.equals(plan.sha256() + " " + IDENTITY.uuid())
                    && now.isBefore(permitUntil);
        }

        private TeardownRequest request(String cluster, PlanHash hash, ClusterUuid uuid) {
            return new TeardownRequest(
                    cluster, uuid, hash, "run-of-" + cluster, 100, TeardownLimits.USUAL, false, 0, Duration.ZERO);
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + String.join("; ", story);
        }
    }
}
