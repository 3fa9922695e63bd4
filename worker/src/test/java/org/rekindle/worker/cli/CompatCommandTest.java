// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFolder;
import picocli.CommandLine;

/** What is said of charts and versions without a cloud. */
final class CompatCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aPairThatFitsIsSaidToWithItsSource() {
        assertThat(run("--kubernetes", "1.33.2", "--chart", "0.16.0")).isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .startsWith("They fit. The chart 0.16.0 was tested with 1.33")
                .contains("Source: https://");
    }

    @Test
    void aPairThatDoesNotFitIsSaidWhy() {
        assertThat(run("--kubernetes", "v1.33.2", "--chart", "0.10.1")).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString()).startsWith("They do not fit. ").contains("--cloud-provider");
    }

    @Test
    void aChartThatNobodyKnowsIsNoGuess() {
        assertThat(run("--kubernetes", "1.33", "--chart", "9.9.9")).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString()).contains("nor the table know chart 9.9.9");
    }

    @Test
    void theChartsThatFitAVersionAreListedAlone() {
        assertThat(run("--kubernetes", "1.33")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("0.16.0").doesNotContain("0.10.1").doesNotContain("0.14.1");
    }

    @Test
    void aVersionThatNoChartWasTestedWithIsSaid() {
        assertThat(run("--kubernetes", "1.99")).isEqualTo(ExitCode.FAILED);

        assertThat(out.toString()).contains("No chart of the table was tested with v1.99.0");
    }

    @Test
    void whatIsNoVersionIsRefused() {
        assertThat(run("--kubernetes", "latest")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("--kubernetes latest").contains("1.33.2");
    }

    @Test
    void machinesGetTheRowsWithTheirSources() {
        assertThat(run("--chart", "0.16.0", "-o", "json")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("\"chart\"", "\"source\"", "0.16.0");
    }

    @Test
    void theFleetFilesOwnRowsCountFirst(@TempDir Path folder) throws Exception {
        Path fleet = FleetFolder.in(folder).write("""
                        openstack: {cloudsFile: clouds.yaml}
                        compatibility:
                          - {chart: 9.9.9, tested: [1.99.0], source: seen by ourselves}
                        clusters:
                          temple: {cloud: jetstream2, magnum: temple, templates: [t]}
                        """);

        assertThat(run("--kubernetes", "1.99", "--fleet", fleet.toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("9.9.9 (yours)").doesNotContain("0.16.0");
    }

    @Test
    void aFleetFileThatWasAskedForMustBeThere() {
        assertThat(run("--kubernetes", "1.33", "--fleet", "no-such-fleet.yaml")).isEqualTo(ExitCode.CONFIGURATION);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "compat";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandLine command = RekindleMain.commandLine(CliContext.ofThisProcess());
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(all);
    }
}
