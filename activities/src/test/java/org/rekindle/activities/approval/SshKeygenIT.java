// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;

/** Our verdict on a signature is that of the real {@code ssh-keygen -Y verify}, on what the real one signs and on what nobody should. */
final class SshKeygenIT {

    private static final Instant AT = Instant.parse("2026-03-10T01:02:03Z");
    /** Where the last byte of the version is in a frame. */
    private static final int VERSION = 9;

    private static final ApprovalText TEXT = text("projectpythia", AT);

    @TempDir
    private Path folder;

    private OpenSsh ssh;

    @BeforeEach
    void useTheFolder() {
        ssh = new OpenSsh(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, 256, sha512",
        "ed25519, 256, sha256",
        "ecdsa, 256, sha512",
        "ecdsa, 384, sha512",
        "ecdsa, 521, sha256",
        "rsa, 2048, sha512",
        "rsa, 3072, sha256",
        "rsa, 4096, sha512"
    })
    void whatTheRealOneSignsHolds(String type, String bits, String hash) throws Exception {
        String key = ssh.key("ben", type, bits);
        String signature = ssh.sign("ben", "rekindle", TEXT.toString(), "-O", "hashalg=" + hash);

        assertBothSay(true, "ben " + key, "ben", TEXT, signature);
        assertBothSay(false, "ben " + key, "ben", text("another", AT), signature);
        assertBothSay(false, "ben " + key, "ben", text("projectpythia", AT.plusSeconds(1)), signature);
        assertBothSay(false, "ana " + key, "ben", TEXT, signature);
    }

    @Test
    void aSignatureForAnotherNamespaceDoesNotHold() throws Exception {
        String key = ssh.key("ben", "ed25519", "256");

        assertBothSay(false, "ben " + key, "ben", TEXT, ssh.sign("ben", "git", TEXT.toString()));
        assertBothSay(false, "ben " + key, "ben", TEXT, ssh.sign("ben", "file", TEXT.toString()));
    }

    @Test
    void aKeyOfAnotherPersonAndAKeyOfNobodyDoNotHold() throws Exception {
        String ben = ssh.key("ben", "ed25519", "256");
        String ana = ssh.key("ana", "ed25519", "256");
        String signers = "ben " + ben + "\nana " + ana;

        assertBothSay(false, signers, "ben", TEXT, ssh.sign("ana", "rekindle", TEXT.toString()));
        assertBothSay(false, "ben " + ben, "ben", TEXT, ssh.sign("ana", "rekindle", TEXT.toString()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "namespaces=\"rekindle\"; true",
                "namespaces=\"git,rekindle\"; true",
                "namespaces=\"rekind*\"; true",
                "namespaces=\"r?kindle\"; true",
                "namespaces=\"git\"; false",
                "namespaces=\"*,!rekindle\"; false",
                "valid-after=\"20200101Z\"; true",
                "valid-before=\"20990101000000Z\"; true",
                "valid-after=\"20200101\",valid-before=\"209901010000\"; true",
                "valid-before=\"20200101Z\"; false",
                "valid-after=\"20990101Z\"; false",
                "valid-after=\"20200101\",namespaces=\"git\"; false"
            })
    void theOptionsOfAllowedSignersCount(String options, boolean holds) throws Exception {
        String key = ssh.key("ben", "ed25519", "256");
        String signature = ssh.sign("ben", "rekindle", TEXT.toString());

        assertBothSay(holds, "# people\n\nben " + options + " " + key, "ben", TEXT, signature);
    }

    @Test
    void aChangedSignatureDoesNotHoldWhereverItIsChanged() throws Exception {
        String signers = "ben " + ssh.key("ben", "ed25519", "256");
        byte[] frame = Frames.frame(ssh.sign("ben", "rekindle", TEXT.toString()));

        assertBothSay(true, signers, "ben", TEXT, Frames.armored(frame));
        for (int i = 0; i < frame.length; i += 3) {
            byte[] changed = frame.clone();
            changed[i] ^= 1;
            // The version is not signed. OpenSSH takes 0 for 1, and so takes a change there; we do not.
            if (i == VERSION) {
                assertThat(objection(signers, "ben", TEXT, Frames.armored(changed)))
                        .contains("version 1");
            } else {
                assertBothSay(false, signers, "ben", TEXT, Frames.armored(changed));
            }
        }
        assertBothSay(false, signers, "ben", TEXT, Frames.armored(Arrays.copyOf(frame, frame.length - 1)));
        assertBothSay(false, signers, "ben", TEXT, Frames.armored(Arrays.copyOf(frame, frame.length + 4)));
        assertBothSay(false, signers, "ben", TEXT, "ben approves this");
    }

    @Test
    void aSecurityKeyHolds() throws Exception {
        for (Frames.Signed signed : List.of(
                Frames.bySecurityKeyEcdsa(TEXT.toString(), 1), Frames.bySecurityKeyEd25519(TEXT.toString(), 1))) {
            assertBothSay(true, "ben " + signed.publicKey(), "ben", TEXT, signed.armored());
            assertBothSay(false, "ben " + signed.publicKey(), "ben", text("another", AT), signed.armored());
        }
    }

    @Test
    void rsaHoldsWithSha2AndNotWithSha1() throws Exception {
        for (String sha2 : List.of("256", "512")) {
            Frames.Signed signed = Frames.byRsa(TEXT.toString(), 2048, "rsa-sha2-" + sha2, "SHA" + sha2 + "withRSA");
            assertBothSay(true, "ben " + signed.publicKey(), "ben", TEXT, signed.armored());
        }
        Frames.Signed sha1 = Frames.byRsa(TEXT.toString(), 2048, "ssh-rsa", "SHA1withRSA");
        assertBothSay(false, "ben " + sha1.publicKey(), "ben", TEXT, sha1.armored());
    }

    @Test
    void fingerprintsAreThoseThatTheRealOnePrints() throws Exception {
        String line = ssh.key("ben", "ecdsa", "521");
        Process process = new ProcessBuilder(
                        "ssh-keygen", "-lf", folder.resolve("ben.pub").toString())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).contains(SshPublicKey.read(line).fingerprint());
    }

    private void assertBothSay(boolean holds, String signers, String person, ApprovalText text, String signature)
            throws IOException, InterruptedException {
        OpenSsh.Answer real = ssh.verify(signers, person, text.toString(), signature);
        String objection = objection(signers, person, text, signature);

        assertThat(real.accepted())
                .as("ssh-keygen says: %s, of%n%s", real.said(), signature)
                .isEqualTo(holds);
        assertThat(objection == null)
                .as("we say: %s, of%n%s", objection, signature)
                .isEqualTo(holds);
    }

    private static @Nullable String objection(String signers, String person, ApprovalText text, String signature) {
        List<SignerKey> keys = AllowedSigners.read(signers).stream()
                .map(AllowedSigners.Line::key)
                .filter(Objects::nonNull)
                .toList();
        ApprovalText said =
                new ApprovalText(text.cluster(), text.workflowId(), text.runId(), text.plan(), person, text.at());
        return new SignatureCheck(new Signers(keys)).check(said, signature, AT).objection();
    }

    private static ApprovalText text(String cluster, Instant at) {
        return new ApprovalText(
                cluster,
                "cluster/" + cluster,
                "0197a5f2-1c7d-7e3a-9b0e-0f1e2d3c4b5a",
                new PlanHash("3f2a90c1d4e5".repeat(5) + "3f2a"),
                "ben",
                at);
    }
}
