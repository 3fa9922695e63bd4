// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A service of one's own, which gets each message as a CloudEvent that is signed as Standard Webhooks demands.
 *
 * @param url where it listens; null when that is a secret
 * @param urlFile holds the URL; null when it is no secret
 * @param secretFile holds the key of the signature: {@code whsec_} and base64, or a text of at least 24 bytes
 */
public record WebhookSpec(
        String name, @Nullable String url, @Nullable Path urlFile, Path secretFile) implements ChannelSpec {

    /** Either the URL or its file. */
    public WebhookSpec {
        if ((url == null) == (urlFile == null)) {
            throw new IllegalArgumentException("a webhook has either a url or a urlFile");
        }
    }
}
