// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

/** What the process says to the shell when it ends. */
public final class ExitCode {

    /** Done, or under way as it should be. */
    public static final int OK = 0;
    /** It failed, was refused, or the run's outcome is not good. */
    public static final int FAILED = 1;
    /** The command line cannot be understood. */
    public static final int USAGE = 2;
    /** The fleet file or another configuration has faults. */
    public static final int CONFIGURATION = 3;
    /** Temporal, or a worker that could answer, cannot be reached. */
    public static final int UNREACHABLE = 4;
    /** No such cluster, run or channel. */
    public static final int NOT_FOUND = 5;
    /** A human is waited for. */
    public static final int WAITS_FOR_HUMAN = 6;
    /** It is not proven that users can work. */
    public static final int NOT_PROVEN = 7;

    private ExitCode() {}

    /** {@link #OK} when all is good, {@link #FAILED} when it is not. */
    public static int okOrFailed(boolean good) {
        if (good) {
            return OK;
        }
        return FAILED;
    }
}
