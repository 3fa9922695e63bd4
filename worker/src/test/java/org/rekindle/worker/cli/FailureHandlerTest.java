// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.rekindle.worker.tools.ToolUnavailableException;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class FailureHandlerTest {

    private final StringWriter err = new StringWriter();

    @Test
    void aToolThatCannotBeHadIsNoFaultOfOurs() {
        assertThat(run(new ToolUnavailableException("temporal is not there. Install Go.")))
                .isEqualTo(ExitCode.CONFIGURATION);

        assertThat(err.toString()).isEqualTo("rekindle: temporal is not there. Install Go.\n");
    }

    @Test
    void whatACloudRefusesIsSaidInItsOwnWords() {
        assertThat(run(Failures.of(FailureCode.MISCONFIGURED, "The entry has no auth_url.")))
                .isEqualTo(ExitCode.CONFIGURATION);

        assertThat(err.toString()).isEqualTo("rekindle: The entry has no auth_url.\n");
    }

    @Test
    void everythingElseIsAFaultOfRekindle() {
        assertThat(run(new IllegalStateException("odd"))).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("IllegalStateException (odd)", "This is a fault of Rekindle");
    }

    @Test
    void whatWasNullIsNoReason() {
        assertThat(run(new NullPointerException("because \"this.status\" is null")))
                .isEqualTo(ExitCode.FAILED);

        assertThat(err.toString())
                .contains("An unexpected NullPointerException ended the command.")
                .doesNotContain("this.status");
    }

    private int run(RuntimeException failure) {
        CommandLine command = RekindleMain.commandLine(CliContext.ofThisProcess());
        command.addSubcommand("fails", new Fails(failure));
        return command.setErr(new PrintWriter(err)).execute("fails");
    }

    @Command
    private record Fails(RuntimeException failure) implements Callable<Integer> {

        @Override
        public Integer call() {
            throw failure;
        }
    }
}
