// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rekindle.activities.approval.passkey.Passkey;
import org.rekindle.activities.approval.passkey.PasskeyCheck;
import org.rekindle.activities.approval.passkey.PasskeySite;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.plan.PlanHash;

/** Whatever a browser and a device are said to have answered, nothing but the passkey's own signature approves. */
final class PasskeyFuzzTest {

    /** Its private key is no more. */
    private static final String LINE = "passkey:M9nSRzXEDSSoqPLZbFEIU1s9hCxXajlL96qIAiBXHug.MFkwEwYH"
            + "KoZIzj0CAQYIKoZIzj0DAQcDQgAEgHwoaZEZlGPcW3w86qdWkXFuEmQYYlkelDt_b6zPWEokGhBHBSdbFpW3Km0DDgguxw8q6j8pUy2ogR-rJaXTFg";

    private static final Passkey PASSKEY = Passkey.read("ben", LINE, PasskeySite.of("https://rekindle.example.org"))
            .orElseThrow();
    private static final ApprovalText TEXT = new ApprovalText(
            "demo", "cluster/demo", "run", new PlanHash("ab".repeat(32)), "ben", Instant.parse("2026-03-10T01:02:03Z"));

    /** A signature in its form (ECDSA, DER), made by no one. */
    private static final String SIGNATURE = "MAYCAQECAQE";

    private final PasskeyCheck check = new PasskeyCheck(List.of(PASSKEY));

    /** The input is the answer as a whole, and its parts: how long the device's part is, in one byte, that part, the browser's part. */
    @FuzzTest
    void noAnswerHoldsThatThePasskeyHasNotSigned(byte[] input) {
        assertRefused(new String(input, StandardCharsets.UTF_8));
        if (input.length > 0) {
            int end = Math.min(input.length, 1 + Byte.toUnsignedInt(input[0]));
            assertRefused(String.format(
                    Locale.ROOT,
                    "{\"id\":\"%s\",\"response\":{\"authenticatorData\":\"%s\",\"clientDataJSON\":\"%s\",\"signature\":\"%s\"}}",
                    PASSKEY.id(),
                    SoftwarePasskey.base64(Arrays.copyOfRange(input, 1, end)),
                    SoftwarePasskey.base64(Arrays.copyOfRange(input, end, input.length)),
                    SIGNATURE));
        }
    }

    private void assertRefused(String answer) {
        assertThat(check.check(TEXT, answer).objection()).isNotBlank();
    }
}
