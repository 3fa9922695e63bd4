// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;

/** A command did not do what was asked; the message is for the one who typed it. */
public final class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    /**
     * A failure with its sentence.
     *
     * @param exitCode one of {@link ExitCode}
     */
    public CliFailure(int exitCode, String sentence) {
        this(exitCode, sentence, null);
    }

    /** A failure with its sentence and what led to it, which {@code --verbose} shows. */
    public CliFailure(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** One of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
