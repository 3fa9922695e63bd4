// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.tools.ToolUnavailableException;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.run.ActivityFailures;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Reports a failure in one clear sentence; the stack trace only with {@code --verbose}. */
final class FailureHandler implements IExecutionExceptionHandler {

    private final RekindleMain main;

    FailureHandler(RekindleMain main) {
        this.main = main;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (main.verbose()) {
            failure.printStackTrace(err);
        }
        if (failure instanceof FaultyFile faulty) {
            int faults = faulty.faults().size();
            err.println(failure.getMessage());
            err.println(faults == 1 ? "1 fault." : faults + " faults.");
            err.flush();
            return ExitCode.CONFIGURATION;
        }
        err.println(command.getColorScheme().errorText("rekindle: " + sentence(failure)));
        err.flush();
        return exitCode(failure);
    }

    private static String sentence(Exception failure) {
        if (failure instanceof CliFailure
                || failure instanceof RunFailure
                || failure instanceof ToolUnavailableException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof ApplicationFailure refused) {
            return refused.getOriginalMessage();
        }
        return ActivityFailures.unexpected(failure.getClass().getName(), failure.getMessage())
                + " ended the command.\nThis is a fault of Rekindle. Run it again with --verbose and report what it shows.";
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CliFailure said) {
            return said.exitCode();
        }
        if (failure instanceof RunFailure run) {
            return switch (run.kind()) {
                case UNREACHABLE -> ExitCode.UNREACHABLE;
                case NOT_FOUND -> ExitCode.NOT_FOUND;
                case REFUSED, FAILED -> ExitCode.FAILED;
            };
        }
        if (failure instanceof ToolUnavailableException) {
            return ExitCode.CONFIGURATION;
        }
        if (failure instanceof ApplicationFailure refused) {
            return switch (FailureCode.valueOf(refused.getType())) {
                case NOT_FOUND, UNKNOWN_CLUSTER -> ExitCode.NOT_FOUND;
                case MISCONFIGURED, ACCESS_DENIED -> ExitCode.CONFIGURATION;
                case UNAVAILABLE, STILL_WAITING, AMBIGUOUS, GUARD_REFUSED, REFUSED -> ExitCode.FAILED;
            };
        }
        return ExitCode.FAILED;
    }
}
