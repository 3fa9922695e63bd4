// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import org.jspecify.annotations.Nullable;

/** Something about a run did not work; the message is one sentence for the one who asked. */
public final class RunFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What kind of failure. */
    public enum Kind {
        /** Temporal, or a worker that could answer, cannot be reached. */
        UNREACHABLE,
        /** There is no such run. */
        NOT_FOUND,
        /** The run said no. */
        REFUSED,
        /** The run itself ended by an error. */
        FAILED
    }

    private final Kind kind;

    /** A failure with its sentence. */
    public RunFailure(Kind kind, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    /** What kind of failure. */
    public Kind kind() {
        return kind;
    }
}
