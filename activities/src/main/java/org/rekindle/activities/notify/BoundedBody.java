// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The start of an answer's body: what a service says about a message is short, and the rest is not kept. */
final class BoundedBody {

    private static final int LONGEST = 64 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** For one answer. */
    HttpResponse.BodyHandler<Void> handler() {
        return HttpResponse.BodyHandlers.ofByteArrayConsumer(this::keep);
    }

    private void keep(Optional<byte[]> part) {
        part.ifPresent(bytes -> kept.write(bytes, 0, Math.min(bytes.length, LONGEST - kept.size())));
    }

    /** After the answer. */
    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
