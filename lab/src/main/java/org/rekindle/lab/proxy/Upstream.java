// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The cloud behind the proxy. */
final class Upstream {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Those that are about one connection and not about the request, and those that the client writes itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    /** One for all proxies: a client keeps threads, and cannot be closed. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String address;

    Upstream(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /** A request as it came in, which can be sent any number of times. */
    record Order(String method, String target, Map<String, List<String>> headers, String body) {}

    /** Sends it once and brings the whole answer. */
    HttpResponse<byte[]> send(Order order) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + order.target()))
                .timeout(PATIENCE)
                .method(
                        order.method(),
                        order.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(order.body()));
        order.headers().forEach((name, values) -> {
            if (isOfTheRequest(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("The cloud behind the proxy does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the cloud behind the proxy was asked", e);
        }
    }

    /** Whether a header is to be passed on. */
    static boolean isOfTheRequest(String name) {
        return !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":");
    }
}
