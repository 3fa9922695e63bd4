// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.TimelineEntry;

/** Follows a run to its end: says each entry of its timeline once, and lets the people of the scenario answer. */
final class Follow {

    private static final long LOOK_EVERY_MILLIS = 250;

    private final Recoveries recoveries;
    private final People people;
    private final Talk talk;
    private int said;

    Follow(Recoveries recoveries, People people, Talk talk) {
        this.recoveries = recoveries;
        this.people = people;
        this.talk = talk;
    }

    /**
     * How the following ended.
     *
     * @param view the last view; its outcome is null when the run has not ended
     * @param problem why it was not followed further although it has not ended, null otherwise
     */
    record End(RecoveryView view, @Nullable String problem) {}

    /** Follows until the run has ended, waits for a person who never comes, or the time is up. */
    End toTheEnd(String cluster, double untilSeconds) throws InterruptedException {
        RecoveryView last = null;
        RunFailure away = null;
        while (talk.seconds() < untilSeconds) {
            try {
                last = recoveries.view(cluster);
                say(last.timeline());
                if (last.outcome() != null) {
                    return new End(last, null);
                }
                String problem = people.answer(last);
                if (problem != null) {
                    return new End(last, problem);
                }
            } catch (RunFailure workerAway) {
                // A worker that was just killed cannot answer; the next one will.
                away = workerAway;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        if (last == null) {
            throw new IllegalStateException("Nothing was ever seen of the run", away);
        }
        return new End(last, "The run has not ended in time; it waits for " + last.waitingFor() + ".");
    }

    private void say(List<TimelineEntry> timeline) {
        for (; said < timeline.size(); said++) {
            TimelineEntry entry = timeline.get(said);
            talk.say(Text.constant(entry.phase().name()) + ": " + entry.what());
        }
    }

    /** How long each phase took, in seconds, in the order in which they were entered first. */
    static Map<String, Double> phaseSeconds(RecoveryView view) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        @Nullable TimelineEntry before = null;
        for (TimelineEntry entry : view.timeline()) {
            if (before != null && before.phase() != Phase.ENDED) {
                double took = (entry.at().toEpochMilli() - before.at().toEpochMilli()) / 1000.0;
                seconds.merge(before.phase().name(), took, Double::sum);
            }
            before = entry;
        }
        return seconds;
    }
}
