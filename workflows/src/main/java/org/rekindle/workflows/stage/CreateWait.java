// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.decide.times.DegradedAcceptance;
import org.rekindle.workflows.decide.times.SlowOrStuck;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.StepId;
import org.rekindle.workflows.model.run.Work;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.MagnumWait;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * Waits for a create in stretches. One that takes longer than usual is looked at from outside, which tells a slow one from a stuck
 * one, and one that works although Magnum still waits for an add-on.
 */
final class CreateWait {

    /** So many looks there are at most, however short the usual time is beside the deadline: each costs the history events. */
    private static final int STRETCHES = 2;

    /** Magnum looks every few seconds, so what works for so long and is not complete waits for an add-on. */
    private static final Duration TO_NOTICE = Duration.ofMinutes(10);

    private final RunContext run;
    private final ClusterProfile profile;

    CreateWait(RunContext run) {
        this.run = run;
        this.profile = run.profile();
    }

    /** Waits until the cluster is there, has failed, or our own deadline has passed. */
    CreateOutcome until(String name, ClusterUuid uuid, NodeGroupShape firstGroup) {
        Instant since = WorkflowClock.now();
        Duration longest = profile.policy().deadlines().create();
        Duration usual = run.waits().usual(Work.CREATE);
        Duration stretch = usual.isZero() || usual.compareTo(longest) > 0 ? longest : usual;
        boolean worked = false;
        while (true) {
            Duration left = longest.minus(Duration.between(since, WorkflowClock.now()));
            // An activity gives up when its next look would come too late, so the last stretch ends a little early.
            boolean last = stretch.plus(profile.policy().pollEvery()).compareTo(left) >= 0;
            AwaitOutcome outcome = await(name, uuid, last ? left : stretch);
            if (outcome instanceof AwaitOutcome.Reached reached && reached.cluster() != null) {
                return new CreateOutcome.Up(reached.cluster());
            }
            CreateOutcome.NotUp notUp = new CreateOutcome.NotUp(uuid, CreateOutcome.whyNotUp(outcome, longest));
            if (!(outcome instanceof AwaitOutcome.TimedOut)) {
                return notUp;
            }
            Observation seen = Observe.evidence(profile, uuid);
            CloudCluster cluster = seen.cloud();
            if (cluster == null) {
                return notUp;
            }
            DegradedAcceptance.Answer degraded = DegradedAcceptance.judge(cluster, seen.api(), firstGroup);
            if (degraded.accepted() && !worked && !last) {
                run.state()
                        .note("It works, though Magnum says " + cluster.status() + "; Magnum gets " + Text.of(TO_NOTICE)
                                + " more to notice.");
                worked = true;
                stretch = max(TO_NOTICE, profile.policy().pollEvery().multipliedBy(2));
                continue;
            }
            if (degraded.accepted()) {
                run.state()
                        .decided(new Decision(
                                StepId.DEGRADED_CLUSTER,
                                uuid.value(),
                                ChoiceCode.ACCEPTED,
                                cluster.status().toString(),
                                degraded.reasons()));
                return new CreateOutcome.Up(cluster);
            }
            SlowOrStuck.Judgement judged = SlowOrStuck.judge(
                    Duration.between(since, WorkflowClock.now()), usual, cluster, seen.certificate(), seen.api());
            run.state().note(Sentences.of(judged.reason()));
            if (last) {
                return new CreateOutcome.NotUp(uuid, notUp.why().because(List.of(judged.reason())));
            }
            stretch = max(longest.dividedBy(STRETCHES), profile.policy().pollEvery());
        }
    }

    private AwaitOutcome await(String name, ClusterUuid uuid, Duration longest) {
        return MagnumWait.until(
                new AwaitRequest(
                        profile.inCloud(),
                        uuid,
                        Goal.CREATED,
                        null,
                        null,
                        profile.policy().pollEvery()),
                "Wait until " + name + " is created",
                longest,
                profile.policy().deadlines().request());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
