// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A chart repository over HTTP with one version of one chart, {@code demo} 0.1.0. */
final class ChartRepository implements AutoCloseable {

    private final HttpServer server;

    /** What a request must show, null for nothing. */
    private volatile @Nullable String authorization;

    private ChartRepository(HttpServer server) {
        this.server = server;
    }

    static ChartRepository of(Path chart, Path folder) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ChartRepository repository = new ChartRepository(server);
        repository.serve("/index.yaml", repository.index().getBytes(StandardCharsets.UTF_8));
        repository.serve("/demo-0.1.0.tgz", archive(chart, folder));
        server.start();
        return repository;
    }

    /** The chart as {@code helm package} makes it. */
    static byte[] archive(Path chart, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path archive = folder.resolve("demo-0.1.0.tgz");
        int code = new ProcessBuilder(
                        "tar", "-czf", archive.toString(), "-C", chart.toString(), "--transform=s,^\\.,demo,", ".")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("tar ended with " + code);
        }
        return Files.readAllBytes(archive);
    }

    /** From now on lets nobody in but this user. */
    void asksFor(String user, String password) {
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(String path, byte[] content) {
        server.createContext(path, exchange -> {
            String wanted = authorization;
            boolean isLetIn =
                    wanted == null || wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(isLetIn ? 200 : 401, isLetIn ? content.length : -1);
            try (exchange) {
                if (isLetIn) {
                    exchange.getResponseBody().write(content);
                }
            }
        });
    }

    private String index() {
        return """
                apiVersion: v1
                entries:
                  demo:
                  - apiVersion: v2
                    name: demo
                    version: 0.1.0
                    urls:
                    - %s/demo-0.1.0.tgz
                """.formatted(url());
    }
}
