// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A service of a channel over real HTTP, which keeps what it is sent and answers as a test tells it to. */
final class RecordingService implements AutoCloseable {

    /** @param path with its query */
    record Received(String method, String path, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return Objects.requireNonNull(headers.get(name), name).get(0);
        }
    }

    /** What a service does with a request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;

        static Answer of(int status, String body, String... headers) {
            return exchange -> {
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
                }
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                if (bytes.length == 0) {
                    exchange.sendResponseHeaders(status, -1);
                } else {
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                exchange.close();
            };
        }

        /** The connection ends. */
        static Answer hangUp() {
            return HttpExchange::close;
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    RecordingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("one request, not " + received.size());
        }
        return received.get(0);
    }

    /** No answer comes as long as the service lives. */
    Answer silence() {
        return exchange -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    /** A body without an end. */
    Answer flood() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[8192];
            while (closed.getCount() > 0) {
                exchange.getResponseBody().write(part);
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        Answer answer = Objects.requireNonNullElse(answers.poll(), Answer.of(200, "{\"ok\": true}"));
        answer.to(exchange);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
