// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hand-off must be safe to repeat. Git is real, in a checkout with a server; sops is not, since it would need a key of a cloud. */
class HandOffScriptIT {

    private static final Path SCRIPT = Path.of("../docs/examples/2i2c/commit-kubeconfig.sh");
    private static final String FILE = "config/clusters/pythia/enc-deployer-credentials.secret.yaml";

    /** Encrypts as {@code sops encrypt --filename-override FILE --output FILE /dev/stdin} does: never twice the same. */
    private static final String SOPS = """
            #!/usr/bin/env bash
            set -euo pipefail
            [[ $1 == encrypt && $2 == --filename-override && $4 == --output && $6 == /dev/stdin ]]
            { echo "nonce: $RANDOM$RANDOM$RANDOM"; echo "data: $(base64 --wrap=0 "$6")"; } > "$5"
            """;

    @TempDir
    private Path folder;

    private Path server;
    private Path checkout;

    @BeforeEach
    void makeTheCheckout() throws Exception {
        server = folder.resolve("server.git");
        checkout = folder.resolve("infrastructure");
        Path sops = Files.createDirectory(folder.resolve("bin")).resolve("sops");
        Files.writeString(sops, SOPS);
        Files.setPosixFilePermissions(sops, PosixFilePermissions.fromString("rwx------"));
        run(folder, "git", "init", "--quiet", "--bare", "--initial-branch", "main", server.toString());
        run(folder, "git", "clone", "--quiet", server.toString(), checkout.toString());
        run(checkout, "git", "switch", "--quiet", "--create", "main");
        Files.createDirectories(checkout.resolve(FILE).getParent());
        Files.writeString(checkout.resolve(FILE), "data: of the old cluster\n");
        run(checkout, "git", "add", "--all");
        run(checkout, "git", "commit", "--quiet", "--message", "The old cluster");
        run(checkout, "git", "push", "--quiet", "origin", "main");
    }

    @Test
    void aHandOffThatIsRepeatedReplacesWhatItPushed() throws Exception {
        handOff("run-1", "first");
        handOff("run-1", "second");

        assertThat(run(checkout, "git", "ls-remote", "--heads", "origin"))
                .contains("refs/heads/kubeconfig-pythia-run-1", "refs/heads/main")
                .hasLineCount(2);
        assertThat(pushed("run-1")).contains("data: c2Vjb25k").doesNotContain("old cluster");
        assertThat(run(server, "git", "rev-list", "--count", "main..kubeconfig-pythia-run-1"))
                .isEqualTo("1\n");
    }

    /** A worker that was killed may have left anything there. */
    @Test
    void whatIsHalfDoneInTheCheckoutHoldsNothingUp() throws Exception {
        handOff("run-1", "first");
        Files.writeString(checkout.resolve(FILE), "half");
        run(checkout, "git", "add", "--all");

        handOff("run-2", "second");

        assertThat(pushed("run-1")).contains("data: Zmlyc3Q=");
        assertThat(pushed("run-2")).contains("data: c2Vjb25k");
    }

    private String pushed(String run) throws Exception {
        return run(server, "git", "show", "kubeconfig-pythia-" + run + ":" + FILE);
    }

    private void handOff(String run, String kubeconfig) throws Exception {
        Path given = Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
        List<String> command = List.of(SCRIPT.toAbsolutePath().toString(), "pythia");
        run(checkout, command, given, Map.of("REKINDLE_RUN", run));
    }

    private String run(Path where, String... command) throws Exception {
        return run(where, List.of(command), null, Map.of());
    }

    private String run(Path where, List<String> command, @Nullable Path in, Map<String, String> more)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        if (in != null) {
            builder.redirectInput(in.toFile());
        }
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.putAll(Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_SYSTEM", "/dev/null",
                "GIT_AUTHOR_NAME", "ana",
                "GIT_AUTHOR_EMAIL", "ana@example.org",
                "GIT_COMMITTER_NAME", "ana",
                "GIT_COMMITTER_EMAIL", "ana@example.org"));
        environment.putAll(more);
        int code = builder.start().waitFor();
        String said = Files.readString(out);
        assertThat(code).as("%s said: %s", command, said).isZero();
        return said;
    }
}
