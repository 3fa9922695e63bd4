// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a sender of alerts shows who it is. Secrets are named by their files; several are valid at once while one is replaced. */
public sealed interface WebhookAuth {

    /** A token in the header {@code Authorization}. */
    record ByToken(List<Path> tokenFiles) implements WebhookAuth {}

    /** HTTP basic auth. */
    record ByPassword(String user, Path passwordFile) implements WebhookAuth {}

    /**
     * HMAC-SHA256 of the body in a header, alone or beside others with commas between them.
     *
     * @param prefix of each signature, such as {@code v1=}
     * @param base64 else the signature is hexadecimal
     * @param timestamp what is signed before the body; null when the body is signed alone
     */
    record BySignature(
            List<Path> secretFiles,
            String header,
            String prefix,
            boolean base64,
            @Nullable SignedTime timestamp) implements WebhookAuth {}

    /** The scheme of standardwebhooks.com, which Svix uses too. */
    record ByStandardWebhooks(List<Path> secretFiles) implements WebhookAuth {}

    /**
     * A certificate of the client, by an authority of {@code webhooks.tls}.
     *
     * @param names of which the certificate must have one: a DNS name, a URI, an e-mail address, or its whole subject
     */
    record ByCertificate(List<String> names) implements WebhookAuth {}

    /**
     * A time in seconds that is signed together with the body.
     *
     * @param prefix by which it is found in its header; empty when it has the header for itself
     * @param separator what stands between it and the body when both are signed
     * @param tolerance how far it may be from now
     */
    record SignedTime(String header, String prefix, String separator, Duration tolerance) {}
}
