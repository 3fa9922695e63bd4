// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;

/** Whatever is shown as a signature, nothing but one by the key over this text is accepted. The seeds are signatures by the key. */
final class SshSignatureFuzzTest {

    /** Its private key is no more. */
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFugL0any3tTlyaCjpeQT6vmlba2EzB+ll5j0gXhKOJ0";

    private static final Instant NOW = Instant.parse("2026-03-10T01:02:03Z");
    private static final ApprovalText TEXT =
            new ApprovalText("demo", "cluster/demo", "run", new PlanHash("ab".repeat(32)), "ben", NOW);

    private final SignatureCheck check;

    SshSignatureFuzzTest() throws UnusableKey {
        this.check = new SignatureCheck(new Signers(List.of(SignerKey.of("ben", SshPublicKey.read(KEY)))));
    }

    /** The input is what the armour holds. */
    @FuzzTest
    void noSignatureHoldsThatTheKeyHasNotMade(byte[] frame) {
        assertRefused(Frames.armored(frame));
        assertRefused(new String(frame, StandardCharsets.UTF_8));
    }

    private void assertRefused(String armored) {
        assertThat(check.check(TEXT, armored, NOW).objection()).isNotBlank();
    }
}
