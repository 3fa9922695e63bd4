// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rekindle.worker.fleet.WebhookAuth.BySignature;
import org.rekindle.worker.fleet.WebhookAuth.SignedTime;
import org.rekindle.worker.fleet.WebhookSecrets;
import org.rekindle.worker.webhook.AlertRequest;
import org.rekindle.worker.webhook.Authenticity;
import org.rekindle.worker.webhook.Unauthenticated;

/** HMAC-SHA256 of the body in a header, as PagerDuty, Grafana and Rootly have it. */
final class HmacSignature implements Authenticity {

    /** While a secret is replaced there are two. */
    private static final int MOST_SIGNATURES = 10;

    private final BySignature said;
    private final HmacSha256 hmac;
    private final Clock clock;

    HmacSignature(BySignature said, Clock clock) {
        this.said = said;
        this.clock = clock;
        this.hmac = new HmacSha256(said.secretFiles().stream()
                .map(WebhookSecrets::text)
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    @Override
    public void check(AlertRequest request) {
        if (signatures(request).isEmpty()) {
            throw new Unauthenticated(
                    Unauthenticated.SIGNATURE,
                    "Sign the body: " + said.header() + ": " + said.prefix() + "<HMAC-SHA256, " + encoding() + ">.");
        }
        SignedTime time = said.timestamp();
        if (time != null) {
            new Freshness(clock, time.tolerance()).check(timestamp(request, time));
        }
    }

    @Override
    public boolean needsBody() {
        return true;
    }

    @Override
    public Verified verify(AlertRequest request) throws IOException {
        byte[] body = SignedBody.read(request);
        SignedTime time = said.timestamp();
        String before = "";
        if (time != null) {
            before = timestamp(request, time) + time.separator();
        }
        byte[] signature = hmac.among(signatures(request), before, body)
                .orElseThrow(() -> new Unauthenticated(
                        Unauthenticated.SIGNATURE, "The signature is not that of this body with a secret of ours."));
        if (time == null) {
            // Two alerts with the same words have the same signature.
            return new Verified(request.with(body), "");
        }
        return new Verified(request.with(body), HexFormat.of().formatHex(signature));
    }

    private List<byte[]> signatures(AlertRequest request) {
        return elements(request, said.header(), said.prefix()).stream()
                .limit(MOST_SIGNATURES)
                .flatMap(text -> decoded(text).stream())
                .toList();
    }

    private Optional<byte[]> decoded(String text) {
        if (said.base64()) {
            return EncodedBytes.base64(text);
        }
        return EncodedBytes.hex(text);
    }

    private static String timestamp(AlertRequest request, SignedTime time) {
        List<String> found = elements(request, time.header(), time.prefix());
        if (found.size() == 1) {
            return found.get(0);
        }
        return "";
    }

    /** What stands behind a prefix in the elements of a header. */
    private static List<String> elements(AlertRequest request, String header, String prefix) {
        String value = Objects.requireNonNullElse(request.header(header), "");
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(element -> element.startsWith(prefix) && element.length() > prefix.length())
                .map(element -> element.substring(prefix.length()))
                .toList();
    }

    private String encoding() {
        if (said.base64()) {
            return "base64";
        }
        return "hex";
    }
}
