// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.Reply;

/** Carries out the deletes of single things and writes them down. */
public final class Deletes {

    private final LabClock clock;
    private final Consumer<Mutation> recorder;

    public Deletes(LabClock clock, Consumer<Mutation> recorder) {
        this.clock = clock;
        this.recorder = recorder;
    }

    LabClock clock() {
        return clock;
    }

    /**
     * Deletes something, unless there is an objection.
     *
     * @param objection the answer that says why not, null when it may go
     * @param answer of a delete that is accepted
     */
    Reply carryOut(ApiCall call, String what, @Nullable Reply objection, Reply answer, Runnable delete) {
        Reply reply = objection == null ? answer : objection;
        if (objection == null) {
            delete.run();
        }
        recorder.accept(new Mutation(
                clock.now(),
                Mutation.Kind.LEFT_OVER_DELETE,
                null,
                what,
                reply.status(),
                call.requestId(),
                objection != null));
        return reply;
    }
}
