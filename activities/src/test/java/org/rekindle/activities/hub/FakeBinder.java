// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A BinderHub with a hub, over real HTTP, that says what a test tells it to; its users' servers are those of a {@link FakeJupyter}. */
final class FakeBinder implements AutoCloseable {

    private static final String END = "the end of the stream";

    final List<String> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch streamClosed = new CountDownLatch(1);
    volatile int streamStatus = 200;
    volatile String streamType = "text/event-stream";
    volatile int healthStatus = 200;
    volatile String health = "{\"ok\":true,\"checks\":[]}";
    volatile int hubStatus = 200;
    volatile String hub = "";
    final FakeJupyter jupyter = new FakeJupyter();
    /** Headers without which a login in front answers. */
    final Map<String, String> login = new ConcurrentHashMap<>();
    /** Where the hub's health leads instead of an answer; null for nowhere. */
    volatile @Nullable String healthLeadsTo;

    private final BlockingQueue<String> stream = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FakeBinder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/binder/build/", this::build);
        server.createContext("/binder/health", exchange -> answer(exchange, healthStatus, health));
        server.createContext("/hub/api/health", this::health);
        server.createContext("/moved/hub/api/health", exchange -> answer(exchange, 200, ""));
        server.createContext("/hub/api/", exchange -> answer(exchange, 200, "{\"version\": \"5.5.0\"}"));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String binderUrl() {
        return url() + "/binder/";
    }

    FakeBinder phase(String phase) {
        return say("data: {\"phase\": \"" + phase + "\", \"message\": \"" + phase + "...\\n\"}\n\n");
    }

    FakeBinder ready() {
        return say(
                "data: {\"phase\": \"ready\", \"message\": \"server running\\n\", \"image\": \"i\",\ndata: \"url\": \""
                        + jupyter.serverUrl() + "\", \"token\": \"" + FakeJupyter.USER_TOKEN
                        + "\", \"later\": [1]}\n\n");
    }

    FakeBinder say(String text) {
        stream.add(text);
        return this;
    }

    FakeBinder end() {
        stream.add(END);
        return this;
    }

    @Override
    public void close() throws IOException {
        jupyter.close();
        stream.add(END);
        server.stop(0);
        threads.shutdownNow();
    }

    private void health(HttpExchange exchange) throws IOException {
        String elsewhere = healthLeadsTo;
        if (elsewhere == null) {
            answer(exchange, hubStatus, hub);
            return;
        }
        exchange.getResponseHeaders().add("Location", elsewhere);
        answer(exchange, 302, "");
    }

    private void build(HttpExchange exchange) throws IOException {
        if (isKeptOut(exchange)) {
            return;
        }
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Accept"));
        exchange.getResponseHeaders().add("Content-Type", streamType);
        exchange.sendResponseHeaders(streamStatus, 0);
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            for (String text = stream.take(); !text.equals(END); text = stream.take()) {
                body.write(text.getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streamClosed.countDown();
        }
    }

    private boolean isKeptOut(HttpExchange exchange) throws IOException {
        boolean passes = login.entrySet().stream()
                .allMatch(each ->
                        each.getValue().equals(exchange.getRequestHeaders().getFirst(each.getKey())));
        if (!passes) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        }
        return !passes;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        if (isKeptOut(exchange)) {
            return;
        }
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        try (exchange) {
            exchange.getResponseBody().write(content);
        }
    }
}
