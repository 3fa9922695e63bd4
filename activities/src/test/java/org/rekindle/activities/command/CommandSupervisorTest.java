// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandSupervisorTest {

    @TempDir
    private Path folder;

    /** Both are killed by one signal to their group, and the command goes first. */
    @Test
    void theFolderGoesWhenTheWorkerDiesInTheMomentInWhichTheCommandEnds() throws Exception {
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        Files.writeString(workspace.resolve("kubeconfig"), "kind: Config");
        Process supervisor = start(workspace);
        try (BufferedReader errors = supervisor.errorReader(StandardCharsets.UTF_8)) {
            assertThat(errors.readLine()).isEqualTo(CommandSupervisor.ENDED + "0");

            supervisor.getOutputStream().close();

            assertThat(supervisor.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(workspace).doesNotExist();
        } finally {
            supervisor.destroyForcibly();
        }
    }

    private Process start(Path workspace) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                CommandSupervisor.class.getName());
        builder.environment().clear();
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process supervisor = builder.start();
        String order = new ObjectMapper()
                .writeValueAsString(new SupervisedOrder(
                        List.of("/bin/true"),
                        folder.toString(),
                        Map.of(),
                        "/dev/null",
                        "test/" + UUID.randomUUID(),
                        workspace.toString()));
        supervisor.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        supervisor.getOutputStream().flush();
        return supervisor;
    }
}
