// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the worker listens, and who may send it alerts.
 *
 * @param port 0 for a free one
 * @param tokenFile file with the bearer token of the receiver {@code alertmanager}, null when the fleet file names none
 * @param receivers the others, in the order of the file
 * @param tls null for plain HTTP
 */
public record Webhooks(
        String host,
        int port,
        @Nullable Path tokenFile,
        List<WebhookReceiver> receivers,
        @Nullable ListenerTls tls) {

    /** The environment variable that takes the place of {@code tokenFile}. */
    public static final String TOKEN_VARIABLE = "REKINDLE_WEBHOOK_TOKEN";

    /** The receiver that {@code tokenFile} makes. */
    public static final String USUAL_RECEIVER = "alertmanager";

    /** A place without receivers of its own. */
    public Webhooks(String host, int port, @Nullable Path tokenFile) {
        this(host, port, tokenFile, List.of(), null);
    }
}
