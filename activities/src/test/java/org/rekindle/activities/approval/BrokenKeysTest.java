// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;

/** A key or a signature that was changed anywhere is refused with a sentence, and ends in no other way. */
final class BrokenKeysTest {

    private static final Instant AT = Instant.parse("2026-03-10T01:02:03Z");
    private static final ApprovalText TEXT =
            new ApprovalText("demo", "cluster/demo", "0197a5f2", new PlanHash("ab".repeat(32)), "ben", AT);

    static List<Frames.Signed> kinds() throws Exception {
        Frames.Key plain = Frames.Key.make();
        return List.of(
                new Frames.Signed(plain.line(), plain.sign("rekindle", TEXT.toString())),
                Frames.bySecurityKeyEcdsa(TEXT.toString(), 1),
                Frames.bySecurityKeyEd25519(TEXT.toString(), 1),
                Frames.byRsa(TEXT.toString(), 2048, "rsa-sha2-256", "SHA256withRSA"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aChangedKeyIsReadOrRefused(Frames.Signed signed) {
        String[] words = signed.publicKey().split(" ");
        byte[] blob = Base64.getDecoder().decode(words[1]);
        for (int i = 0; i < blob.length; i++) {
            for (int value : List.of(0x00, 0x7f, 0xff)) {
                byte[] changed = blob.clone();
                changed[i] = (byte) value;
                String line = words[0] + " " + Base64.getEncoder().encodeToString(changed);

                assertThatCode(() -> readOrRefused(line)).as(line).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aChangedSignatureHasASentence(Frames.Signed signed) throws UnusableKey {
        SignatureCheck check =
                new SignatureCheck(new Signers(List.of(SignerKey.of("ben", SshPublicKey.read(signed.publicKey())))));
        assertThat(check.check(TEXT, signed.armored(), AT).objection()).isNull();
        byte[] frame = Frames.frame(signed.armored());
        for (int i = 0; i < frame.length; i++) {
            byte[] changed = frame.clone();
            changed[i] = (byte) ~changed[i];

            assertThat(check.check(TEXT, Frames.armored(changed), AT).objection())
                    .as("byte %d", i)
                    .isNotBlank();
        }
    }

    /** The length of a part is four bytes, and may say two gigabytes. */
    @Test
    void anEndlessSignatureIsRefused() {
        SignatureCheck check = new SignatureCheck(Signers.NONE);
        byte[] huge = new byte[4 * 1024 * 1024];
        System.arraycopy(
                "SSHSIG\0\0\0\1\177\377\377\377".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                0,
                huge,
                0,
                14);

        assertThat(check.check(TEXT, Frames.armored(huge), AT).objection()).contains("is broken");
    }

    private static void readOrRefused(String line) {
        try {
            assertThat(SshPublicKey.read(line).fingerprint()).startsWith("SHA256:");
        } catch (UnusableKey refused) {
            assertThat(refused.cure()).isNotBlank();
        }
    }
}
