// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.Sightings.IDENTITY;
import static org.rekindle.workflows.fakes.Sightings.NOW;
import static org.rekindle.workflows.fakes.Sightings.ownCluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.decide.plan.Plans;
import org.rekindle.workflows.fakes.Proofs;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.RunMark;
import org.rekindle.workflows.model.plan.RecoveryPlan;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.ratelimit.Permit;

/**
 * Ten thousand delete requests, each with every condition right or wrong by chance: the guard lets through exactly those
 * for which all hold. What holds is known from how a request was made, and not asked of the code under test.
 */
final class TeardownGuardRandomTest {

    private static final int REQUESTS = 10_000;
    private static final RunMark MARK = new RunMark("0f1e2d3c-1");
    private static final Map<List<Boolean>, SealedPlan> SEALED = new HashMap<>();
    private static final ClusterIdentity OTHER =
            new ClusterIdentity(Samples.clusterUuid("own"), IDENTITY.name(), "other-stack", NOW);

    @ParameterizedTest
    @ValueSource(longs = {20260303L, 7L})
    void nothingPassesUnlessEverythingHolds(long seed) {
        Random random = new Random(seed);
        int passed = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Case each = new Case(random);
            List<String> refusals = TeardownGuard.refusals(each.request(), each.fresh(), Proofs.names(), NOW);

            assertThat(refusals.isEmpty())
                    .as("seed %d, request %d: %s %s", seed, i, each, refusals)
                    .isEqualTo(each.mayPass());
            passed += refusals.isEmpty() ? 1 : 0;
        }
        assertThat(passed).as("requests that passed").isBetween(REQUESTS / 100, REQUESTS / 2);
    }

    /** One request: each condition holds nine times out of ten, so that often all do and often only one fails. */
    private static final class Case {

        private final boolean sealHolds;
        private final boolean tearsDown;
        private final boolean noDataAtRisk;
        private final boolean keepsVolumes;
        private final boolean approvesThisPlan;
        private final boolean stillCounts;
        private final boolean bySomebodyElse;
        private final boolean sameFleetCluster;
        private final boolean isTheOneLookedAt;
        private final boolean isPlanned;
        private final boolean asksForOwn;
        private final boolean carriesMark;
        private final boolean rateLimitPermits;
        private final boolean permitIsForThis;
        private final boolean permitStillCounts;
        private final boolean needsTwo;
        private final boolean aSecondApproved;

        Case(Random random) {
            sealHolds = mostly(random);
            tearsDown = mostly(random);
            noDataAtRisk = mostly(random);
            keepsVolumes = random.nextBoolean();
            approvesThisPlan = mostly(random);
            stillCounts = mostly(random);
            bySomebodyElse = mostly(random);
            sameFleetCluster = mostly(random);
            isTheOneLookedAt = mostly(random);
            isPlanned = mostly(random);
            asksForOwn = random.nextBoolean();
            carriesMark = random.nextBoolean();
            rateLimitPermits = mostly(random);
            permitIsForThis = mostly(random);
            permitStillCounts = mostly(random);
            needsTwo = random.nextBoolean();
            aSecondApproved = mostly(random);
        }

        boolean mayPass() {
            boolean always = sealHolds
                    && tearsDown
                    && approvesThisPlan
                    && bySomebodyElse
                    && sameFleetCluster
                    && isTheOneLookedAt;
            boolean own = asksForOwn && carriesMark;
            boolean permitted = rateLimitPermits && permitIsForThis && permitStillCounts;
            boolean forThePlanned = (noDataAtRisk || !keepsVolumes)
                    && stillCounts
                    && isPlanned
                    && permitted
                    && (!needsTwo || aSecondApproved);
            return always && (own || forThePlanned);
        }

        DeleteRequest request() {
            SealedPlan sealed =
                    SEALED.computeIfAbsent(List.of(noDataAtRisk, tearsDown, keepsVolumes, needsTwo), each -> seal());
            SealedPlan plan = sealHolds ? sealed : new SealedPlan(Plans.withoutSteps(sealed.plan()), sealed.sha256());
            return new DeleteRequest(
                    Samples.inCloud(sameFleetCluster ? Samples.CLUSTER : "another"),
                    identity(),
                    plan,
                    new Approval(
                            approvesThisPlan ? plan.sha256() : Samples.planHash("another plan"),
                            bySomebodyElse ? "bob" : "alice",
                            aSecondApproved ? List.of("carol") : List.of(),
                            NOW.minusSeconds(60),
                            stillCounts ? NOW.plusSeconds(1) : NOW),
                    "alice",
                    asksForOwn ? MARK : null,
                    new Permit(
                            Samples.CLUSTER,
                            permitIsForThis ? identity().uuid() : Samples.clusterUuid("another"),
                            plan.sha256(),
                            rateLimitPermits ? null : "Not now.",
                            false,
                            false,
                            permitStillCounts ? NOW.plusSeconds(1) : NOW));
        }

        CloudCluster fresh() {
            ClusterIdentity there = isTheOneLookedAt
                    ? identity()
                    : new ClusterIdentity(
                            Samples.clusterUuid("another"),
                            identity().name(),
                            identity().stackId(),
                            identity().createdAt());
            @Nullable RunMark mark = carriesMark ? MARK : null;
            return ownCluster(there, mark);
        }

        private ClusterIdentity identity() {
            return isPlanned ? IDENTITY : OTHER;
        }

        private SealedPlan seal() {
            RecoveryPlan made = noDataAtRisk ? Plans.rebuild() : Plans.rebuildWithDataAtRisk();
            return PlanSeal.seal(Plans.withApprovals(
                    Plans.with(made, tearsDown ? Remedy.REBUILD : Remedy.UPGRADE, keepsVolumes), needsTwo ? 2 : 1));
        }

        private static boolean mostly(Random random) {
            return random.nextInt(10) > 0;
        }

        @Override
        public String toString() {
            return "seal %s, tears down %s, no data %s, keeps %s, this plan %s, counts %s, else %s, fleet %s, looked at %s,"
                            .formatted(
                                    sealHolds,
                                    tearsDown,
                                    noDataAtRisk,
                                    keepsVolumes,
                                    approvesThisPlan,
                                    stillCounts,
                                    bySomebodyElse,
                                    sameFleetCluster,
                                    isTheOneLookedAt)
                    + " planned %s, asks for own %s, carries mark %s, breaker %s, for this %s, permit counts %s, two %s, second %s"
                            .formatted(
                                    isPlanned,
                                    asksForOwn,
                                    carriesMark,
                                    rateLimitPermits,
                                    permitIsForThis,
                                    permitStillCounts,
                                    needsTwo,
                                    aSecondApproved);
        }
    }
}
