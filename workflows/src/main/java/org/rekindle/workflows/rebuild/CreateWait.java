// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.rebuild;

import java.time.Duration;
import java.time.Instant;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.decide.times.DegradedAcceptance;
import org.rekindle.workflows.decide.times.SlowOrStuck;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Goal;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Work;
import org.rekindle.workflows.recover.Observe;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.MagnumWait;

/**
 * Waits for a create in stretches. One that takes longer than usual is looked at from outside, which tells a slow one from a stuck
 * one, and one that works although Magnum still waits for an add-on.
 */
final class CreateWait {

    /** So many looks there are at most, however short the usual time is beside the deadline: each costs the history events. */
    private static final int STRETCHES = 2;

    /** Magnum looks every few seconds, so what works for so long and is not complete waits for an add-on. */
    private static final Duration TO_NOTICE = Duration.ofMinutes(10);

    private final ClusterProfile profile;
    private final Journal journal;

    CreateWait(ClusterProfile profile, Journal journal) {
        this.profile = profile;
        this.journal = journal;
    }

    /** Waits until the cluster is there, has failed, or our own deadline has passed. */
    AwaitOutcome until(String name, String uuid, NodeGroupShape firstGroup) {
        Instant since = Journal.now();
        Duration longest = profile.policy().deadlines().create();
        Duration usual = journal.usual(Work.CREATE);
        Duration stretch = usual.isZero() || usual.compareTo(longest) > 0 ? longest : usual;
        boolean worked = false;
        while (true) {
            Duration left = longest.minus(Duration.between(since, Journal.now()));
            // An activity gives up when its next look would come too late, so the last stretch ends a little early.
            boolean last = stretch.plus(profile.policy().pollEvery()).compareTo(left) >= 0;
            AwaitOutcome outcome = await(name, uuid, last ? left : stretch);
            if (!(outcome instanceof AwaitOutcome.TimedOut timedOut)) {
                return outcome;
            }
            Observation seen = Observe.evidence(profile, uuid);
            CloudCluster cluster = seen.cloud();
            if (cluster == null) {
                return outcome;
            }
            DegradedAcceptance.Answer degraded = DegradedAcceptance.judge(cluster, seen.api(), firstGroup);
            if (degraded.accepted() && !worked && !last) {
                journal.note("It works, though Magnum says " + cluster.status() + ", and has " + Words.of(TO_NOTICE)
                        + " more to notice.");
                worked = true;
                stretch = max(TO_NOTICE, profile.policy().pollEvery().multipliedBy(2));
                continue;
            }
            if (degraded.accepted()) {
                journal.decided(new Decision(
                        "degraded cluster " + uuid,
                        "accepted, though Magnum still says " + cluster.status(),
                        String.join(" ", degraded.reasons())));
                return new AwaitOutcome.Reached(cluster);
            }
            SlowOrStuck.Judgement judged = SlowOrStuck.judge(
                    Duration.between(since, Journal.now()), usual, cluster, seen.certificate(), seen.api());
            journal.note(judged.sentence());
            if (last) {
                return new AwaitOutcome.TimedOut(timedOut.lastSeen() + " " + judged.sentence());
            }
            stretch = max(longest.dividedBy(STRETCHES), profile.policy().pollEvery());
        }
    }

    private AwaitOutcome await(String name, String uuid, Duration longest) {
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
                profile.policy().deadlines().answer());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
