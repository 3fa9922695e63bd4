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
    /** No such cluster or run. */
    public static final int NOT_FOUND = 5;
    /** A human is waited for. */
    public static final int WAITS_FOR_HUMAN = 6;
    /** The certificates are new, and that users can work is not proven. */
    public static final int NOT_PROVEN = 7;

    private ExitCode() {}
}
