// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ToolsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void getsWhatIsNamedAndSaysWhereItIs() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();

        assertThat(run(sandbox, "kwok", "etcd")).isZero();

        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("etcd")
                                .contains("3.6.8", "built", sandbox.cache().toString()),
                        line -> assertThat(line).startsWith("kwok").contains("0.8.0", "built"));
        assertThat(err.toString()).contains("kwok 0.8.0: building");
    }

    @Test
    void leavesOutWhatIsMadeOnRequestAlone() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();

        assertThat(run(sandbox)).isZero();

        assertThat(out.toString().lines()).hasSize(4);
        assertThat(out.toString()).contains("helm").doesNotContain("capi-");
    }

    @Test
    void makesWhatIsMadeOnRequestWhenItIsNamed() {
        Sandbox sandbox = new Sandbox(folder);
        sandbox.go();

        assertThat(run(sandbox, "capi-core")).isZero();

        assertThat(out.toString()).startsWith("capi-core");
    }

    @Test
    void saysWhichToolsThereAreWhenAnotherIsNamed() {
        assertThat(run(new Sandbox(folder), "kubectl")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("there is no tool kubectl; there are etcd, kube-scheduler");
    }

    @Test
    void failsWithTheCure() {
        assertThat(run(new Sandbox(folder), "kwok")).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString()).contains("no go on PATH", "https://go.dev/dl/");
    }

    private int run(Sandbox sandbox, String... arguments) {
        return new CommandLine(new ToolsCommand(sandbox::finder))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
