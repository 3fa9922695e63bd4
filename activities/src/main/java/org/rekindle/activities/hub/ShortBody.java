// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of an answer as text, of which no more is read than any answer of a hub holds. */
final class ShortBody implements HttpResponse.BodySubscriber<String> {

    private static final int LONGEST = 256 * 1024;

    private final boolean packed;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private ShortBody(boolean packed) {
        this.packed = packed;
    }

    /** For {@code HttpClient}; what is packed although it was not asked for is unpacked. */
    static HttpResponse.BodySubscriber<String> of(HttpResponse.ResponseInfo answer) {
        HttpHeaders headers = answer.headers();
        return new ShortBody(headers.firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent());
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), LONGEST - read.size())];
            buffer.get(bytes);
            read.writeBytes(bytes);
        }
        if (read.size() >= LONGEST && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable reason) {
        body.completeExceptionally(reason);
    }

    @Override
    public void onComplete() {
        body.complete(new String(packed ? unpacked() : read.toByteArray(), StandardCharsets.UTF_8));
    }

    /** As it came where it is not packed after all. */
    private byte[] unpacked() {
        try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(read.toByteArray()))) {
            return input.readNBytes(LONGEST);
        } catch (IOException e) {
            return read.toByteArray();
        }
    }
}
