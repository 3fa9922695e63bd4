// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RedactionTest {

    /** Long enough for four lines. */
    private static final String SECRET =
            "correct horse battery staple ".repeat(6).strip();

    private final Redaction redaction = Redaction.ofForms(SecretEncodings.of(SECRET, true));

    @Test
    void base64IsKnownWhereItsLinesAreBroken() {
        assertThat(redaction.apply("key:\n" + wrapped(SECRET, "\n") + "\nend")).isEqualTo("key: … end");
    }

    @Test
    void base64IsKnownWhereItsBrokenLinesAreIndented() {
        assertThat(redaction.apply("data: |\r\n    " + wrapped(SECRET, "\r\n    ") + "\r\nkind: Secret"))
                .isEqualTo("data: | … kind: Secret");
    }

    @Test
    void aSecretWithinALongerTextIsKnownInBrokenBase64() {
        String longer = "user:" + SECRET + "@";

        String redacted = redaction.apply(wrapped(longer, "\n"));

        assertThat(redacted).contains("…").hasSizeLessThan(20);
    }

    @Test
    void aBrokenSecretItselfIsKnown() {
        assertThat(redaction.apply(SECRET.substring(0, 70) + "\n" + SECRET.substring(70)))
                .isEqualTo("…");
    }

    @Test
    void whatIsNoSecretStaysAsItIs() {
        assertThat(redaction.apply("correct horse\nbattery")).isEqualTo("correct horse battery");
    }

    /** As {@code base64} prints it. */
    private static String wrapped(String text, String lineEnd) {
        return Base64.getMimeEncoder(76, lineEnd.getBytes(StandardCharsets.US_ASCII))
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
