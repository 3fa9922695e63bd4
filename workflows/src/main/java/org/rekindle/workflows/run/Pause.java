// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.rekindle.workflows.decide.text.Text;

/** Waits for something with a deadline, by a timer whose summary the Temporal UI shows. */
public final class Pause {

    private Pause() {}

    /** Waits until the condition holds; false when the time ran out first. */
    public static boolean until(Duration longest, String summary, BooleanSupplier condition) {
        TimerScope timer = TimerScope.start(longest, summary);
        Workflow.await(() -> condition.getAsBoolean() || timer.fired().isCompleted());
        boolean held = condition.getAsBoolean();
        timer.scope().cancel();
        return held;
    }

    /** Waits for a while. */
    public static void of(Duration duration, String summary) {
        Workflow.newTimer(duration, options(summary)).get();
    }

    static TimerOptions options(String summary) {
        return TimerOptions.newBuilder()
                .setSummary(Text.atMost(ActivityStubs.LONGEST_SUMMARY, summary))
                .build();
    }

    private record TimerScope(CancellationScope scope, Promise<Void> fired) {

        static TimerScope start(Duration longest, String summary) {
            Promise<?>[] holder = new Promise<?>[1];
            CancellationScope scope =
                    Workflow.newCancellationScope(() -> holder[0] = Workflow.newTimer(longest, options(summary)));
            scope.run();
            return new TimerScope(scope, holder[0].thenApply(ignored -> null));
        }
    }
}
