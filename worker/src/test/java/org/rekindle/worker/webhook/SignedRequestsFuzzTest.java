// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.WebhookAuth;
import org.rekindle.worker.webhook.auth.Authentications;

/** Whatever a stranger sends: who does not have the secret, which is another one each time, is let in nowhere. */
final class SignedRequestsFuzzTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_614_265_330), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static List<Authenticity> ways;

    @BeforeAll
    static void makeTheSecrets() throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        ReceiverServer.secret(folder, "random.secret", Base64.getEncoder().encodeToString(secret));
        Path file = folder.resolve("random.secret");
        List<Path> files = List.of(file);
        WebhookAuth.SignedTime time = new WebhookAuth.SignedTime("X-Time", "t=", ":", Duration.ofMinutes(5));
        ways = List.of(
                        new WebhookAuth.ByToken(files),
                        new WebhookAuth.ByPassword("prometheus", file),
                        new WebhookAuth.ByStandardWebhooks(files),
                        new WebhookAuth.BySignature(files, "X-Signature", "v1=", false, null),
                        new WebhookAuth.BySignature(files, "X-Signature", "", true, time))
                .stream()
                .map(said -> Authentications.of(said, CLOCK))
                .toList();
    }

    /** The input is a request as HTTP writes it: headers, an empty line, the body. */
    @FuzzTest
    void aRequestWithoutTheSecretIsRefused(byte[] input) {
        String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("\n\n", 2);
        Map<String, String> headers = headers(parts[0]);
        byte[] body = parts[parts.length - 1].getBytes(StandardCharsets.ISO_8859_1);
        AlertRequest request = new AlertRequest(
                name -> headers.get(name.toLowerCase(Locale.ROOT)),
                StandardCharsets.UTF_8,
                () -> new ByteArrayInputStream(body));
        for (Authenticity way : ways) {
            Throwable refused = catchThrowable(() -> {
                way.check(request);
                way.verify(request);
            });

            assertThat(refused).isInstanceOfAny(Unauthenticated.class, UnsupportedEncodingException.class);
        }
    }

    private static Map<String, String> headers(String head) {
        Map<String, String> headers = new HashMap<>();
        for (String line : head.split("\n")) {
            String[] parts = line.split(": ", 2);
            headers.merge(
                    parts[0].toLowerCase(Locale.ROOT), parts[parts.length - 1], (one, other) -> one + ", " + other);
        }
        return headers;
    }
}
