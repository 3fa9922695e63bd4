// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.exceptions.ConnectionException;
import org.openstack4j.core.transport.Config;
import org.openstack4j.core.transport.HttpExecutorService;
import org.openstack4j.core.transport.HttpRequest;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/**
 * Carries openstack4j's requests over the JDK's own HTTP client, which takes a custom authority and sends PATCH.
 *
 * <p>openstack4j finds it as a service. It keeps one client for each kind of {@link Config}, follows no redirect (a token must not go
 * where the catalogue does not lead), and gives up on a whole answer, not only on its first byte, after the configured time.
 * It does not log in again by itself: that is for {@link OpenStackSession}, which many threads share.
 */
public final class JdkHttpConnector implements HttpExecutorService {

    /** What clients differ in. One has threads of its own, so sessions that differ in nothing of this share it. */
    private record Kind(
            int connectTimeout, boolean verified, @Nullable SSLContext trust) {

        static Kind of(Config config) {
            return new Kind(config.getConnectTimeout(), !config.isIgnoreSSLVerification(), config.getSslContext());
        }
    }

    private final Map<Kind, HttpClient> clients = new ConcurrentHashMap<>();

    @Override
    public <R> HttpResponse execute(HttpRequest<R> request) {
        Config config = request.getConfig();
        HttpClient client = clients.computeIfAbsent(Kind.of(config), kind -> client(config));
        CompletableFuture<java.net.http.HttpResponse<byte[]>> answer =
                client.sendAsync(translate(request), BodyHandlers.ofByteArray());
        try {
            if (config.getReadTimeout() > 0) {
                return new ReceivedResponse(answer.get(config.getReadTimeout(), TimeUnit.MILLISECONDS));
            }
            return new ReceivedResponse(answer.get());
        } catch (ExecutionException e) {
            throw new ConnectionException("no answer", 0, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ConnectionException(
                    "no whole answer within "
                            + Duration.ofMillis(config.getReadTimeout()).toSeconds() + " s",
                    0,
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConnectionException("interrupted", 0, e);
        }
    }

    @Override
    public String getExecutorDisplayName() {
        return "JDK HttpClient";
    }

    private static HttpClient client(Config config) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
        if (config.getConnectTimeout() > 0) {
            builder.connectTimeout(Duration.ofMillis(config.getConnectTimeout()));
        }
        if (config.isIgnoreSSLVerification()) {
            builder.sslContext(Trust.everyone());
        } else if (config.getSslContext() != null) {
            builder.sslContext(config.getSslContext());
        }
        ProxySelector proxies = ProxySelector.getDefault();
        if (proxies != null) {
            builder.proxy(proxies);
        }
        return builder.build();
    }

    private static java.net.http.HttpRequest translate(HttpRequest<?> request) {
        byte[] body = body(request);
        BodyPublisher publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        java.net.http.HttpRequest.Builder builder = java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl()))
                .method(request.getMethod().name(), publisher)
                .header("Accept", "application/json");
        if (body != null) {
            builder.header("Content-Type", request.getContentType());
        }
        request.getHeaders().forEach((name, value) -> builder.setHeader(name, String.valueOf(value)));
        return builder.build();
    }

    private static byte @Nullable [] body(HttpRequest<?> request) {
        try {
            if (request.getEntity() != null) {
                return ObjectMapperSingleton.getContext(request.getEntity().getClass())
                        .writeValueAsBytes(request.getEntity());
            }
        } catch (IOException e) {
            throw new IllegalStateException("A request could not be written as JSON", e);
        }
        if (request.hasJson()) {
            return request.getJson().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
        return null;
    }
}
