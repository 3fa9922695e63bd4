// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.rekindle.worker.fleet.WebhookAuth.ByStandardWebhooks;
import org.rekindle.worker.fleet.WebhookSecrets;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.Authenticity;
import org.rekindle.worker.webhook.Unauthenticated;

/** The scheme of standardwebhooks.com: id, time and body are signed together. Svix uses other names for the headers. */
final class StandardSignature implements Authenticity {

    /** What the standard asks for. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int MOST_SIGNATURES = 10;
    private static final String VERSION = "v1,";

    private final HmacSha256 hmac;
    private final Freshness freshness;

    StandardSignature(ByStandardWebhooks said, Clock clock) {
        this.hmac = new HmacSha256(
                said.secretFiles().stream().map(WebhookSecrets::key).toList());
        this.freshness = new Freshness(clock, TOLERANCE);
    }

    @Override
    public void check(AlertRequest request) {
        if (header(request, "id").isEmpty() || signatures(request).isEmpty()) {
            throw new Unauthenticated(
                    Unauthenticated.SIGNATURE,
                    "Sign as Standard Webhooks does: webhook-id, webhook-timestamp, webhook-signature.");
        }
        freshness.check(header(request, "timestamp"));
    }

    @Override
    public boolean needsBody() {
        return true;
    }

    @Override
    public Verified verify(AlertRequest request) throws IOException {
        byte[] body = SignedBody.read(request);
        String id = header(request, "id");
        String before = id + "." + header(request, "timestamp") + ".";
        if (hmac.among(signatures(request), before, body).isEmpty()) {
            throw new Unauthenticated(
                    Unauthenticated.SIGNATURE, "The signature is not that of this body with a secret of ours.");
        }
        return new Verified(request.with(body), id);
    }

    private static List<byte[]> signatures(AlertRequest request) {
        return Arrays.stream(header(request, "signature").split(" "))
                .filter(each -> each.startsWith(VERSION))
                .limit(MOST_SIGNATURES)
                .flatMap(each -> EncodedBytes.base64(each.substring(VERSION.length())).stream())
                .toList();
    }

    private static String header(AlertRequest request, String name) {
        String standard = Objects.requireNonNullElse(request.header("webhook-" + name), "");
        if (!standard.isBlank()) {
            return standard.strip();
        }
        return Objects.requireNonNullElse(request.header("svix-" + name), "").strip();
    }
}
