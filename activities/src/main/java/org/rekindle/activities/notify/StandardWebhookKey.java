// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** The key that signs messages as Standard Webhooks demands: HMAC with SHA-256. */
final class StandardWebhookKey {

    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST = 24;

    private final byte[] bytes;

    private StandardWebhookKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The key in a file; {@code MISCONFIGURED} when none is in it, or one that is too short. */
    static StandardWebhookKey in(String channel, Path file) {
        String text = ChannelSecrets.text(channel, file);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (text.startsWith(PREFIX)) {
            try {
                bytes = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            } catch (IllegalArgumentException e) {
                throw unusable(channel, file, "what follows whsec_ is not base64");
            }
        }
        if (bytes.length < SHORTEST) {
            throw unusable(channel, file, "it is shorter than " + SHORTEST + " bytes");
        }
        return new StandardWebhookKey(bytes);
    }

    private static RuntimeException unusable(String channel, Path file, String problem) {
        return Failures.of(
                FailureCode.MISCONFIGURED,
                "Channel " + channel + " cannot be used, since the key in " + file + " cannot sign: " + problem
                        + ". Write into it what `echo whsec_$(openssl rand -base64 32)` prints.");
    }

    /** The value of the header {@code webhook-signature}. */
    String signature(String id, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes, HMAC));
            byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has " + HMAC + ".", e);
        }
    }
}
