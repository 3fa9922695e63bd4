// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.RunNews;

/** Says that work takes longer than usual, and later that it is done. Work that is done in time costs a timer and no message. */
final class SlowWork {

    /** Work that takes this many times as long as usual is slow. */
    private static final int SLOW = 2;

    /** What usually takes a minute may take ten without a message. */
    private static final Duration LEAST = Duration.ofMinutes(10);

    private final Consumer<RunNews> say;
    private @Nullable CancellationScope timer;
    private boolean said;

    /** @param say takes what there is to say */
    SlowWork(Consumer<RunNews> say) {
        this.say = say;
    }

    /** The run waits for something else from now on; for nothing when it is null. */
    void waitsFor(WaitMeter.@Nullable Wait wait) {
        end();
        Duration usual = wait == null ? null : wait.usual();
        if (wait != null && usual != null) {
            begin(wait.what(), usual);
        }
    }

    private void begin(String what, Duration usual) {
        Duration patience = patience(usual);
        CancellationScope scope = Workflow.newCancellationScope(() -> Workflow.newTimer(
                        patience, Pause.options("Until " + what + " takes longer than usual"))
                .thenApply(fired -> {
                    said = true;
                    say.accept(News.slow(what, patience, usual));
                    return true;
                }));
        timer = scope;
        scope.run();
    }

    private void end() {
        CancellationScope running = timer;
        timer = null;
        if (said) {
            said = false;
            say.accept(News.answered("the run goes on"));
        } else if (running != null) {
            running.cancel();
        }
    }

    private static Duration patience(Duration usual) {
        Duration patience = usual.multipliedBy(SLOW);
        if (patience.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return patience;
    }
}
