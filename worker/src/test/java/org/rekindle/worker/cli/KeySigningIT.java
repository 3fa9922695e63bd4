// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.approval.SignatureCheck;
import org.rekindle.activities.approval.SignerKey;
import org.rekindle.activities.approval.Signers;
import org.rekindle.activities.approval.SshPublicKey;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;

/** The command line has the real ssh-keygen sign, and what it signs holds. */
final class KeySigningIT {

    private static final Instant AT = Instant.parse("2026-03-10T01:02:03Z");
    private static final ApprovalText TEXT =
            new ApprovalText("a", "cluster/a", "run", new PlanHash("ab".repeat(32)), "ben", AT);

    @TempDir
    private Path folder;

    @Test
    void whatSshKeygenSignsHolds() throws Exception {
        Path key = key();
        SignerKey ben = SignerKey.of("ben", SshPublicKey.read(Files.readString(folder.resolve("key.pub"))));

        String signature = new SshKeygen().sign(TEXT.toString(), key);

        assertThat(new SignatureCheck(new Signers(List.of(ben)))
                        .check(TEXT, signature, AT)
                        .objection())
                .isNull();
    }

    @Test
    void whereNothingIsSignedTheCauseIsSaid() throws Exception {
        Path none = folder.resolve("none");
        Path broken = Files.writeString(folder.resolve("broken"), "no key");

        assertThatThrownBy(() -> new SshKeygen().sign(TEXT.toString(), none)).hasMessageContaining("There is no key");
        assertThatThrownBy(() -> new SshKeygen().sign(TEXT.toString(), broken))
                .hasMessageContaining("ssh-keygen signed nothing with");
    }

    private Path key() throws IOException, InterruptedException {
        Path key = folder.resolve("key");
        Process made = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return key;
    }
}
