// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.rekindle.lab.process.ShortCommand;

/**
 * The stand-in chart {@code openstack-cluster} in the versions that matter, in a repository over HTTP: given a chart by its
 * local path, Helm ignores which version is wanted.
 */
final class ChartRepository implements AutoCloseable {

    /**
     * Two on each side of what changed between versions: up to 0.10.1 the cluster is of an API version that newer providers do
     * not serve; up to 0.14.1 the API server gets a flag that Kubernetes 1.33 does not know.
     */
    static final List<String> VERSIONS = List.of("0.10.1", "0.14.0", "0.14.1", "0.16.0", "0.17.0", "0.26.0");

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final List<String> FILES = List.of("Chart.yaml", "values.yaml", "templates/cluster.yaml");

    private final HttpServer server;
    private final ExecutorService threads;

    private ChartRepository(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Packs the chart and serves it. */
    static ChartRepository start(Path helm, Path folder, int port, Path logs) throws IOException {
        Path source = folder.resolve("source/openstack-cluster");
        for (String file : FILES) {
            PackagedFiles.unpack("openstack-cluster/" + file, source.resolve(file));
        }
        Path packed = Files.createDirectories(folder.resolve("repository"));
        Map<String, String> home = Map.of("HOME", folder.toString());
        Path log = logs.resolve("charts.log");
        for (String version : VERSIONS) {
            ShortCommand.run(
                    "pack the chart " + version,
                    List.of(
                            helm.toString(),
                            "package",
                            source.toString(),
                            "--version",
                            version,
                            "--destination",
                            packed.toString()),
                    home,
                    log,
                    STEP);
        }
        ShortCommand.run(
                "index the charts",
                List.of(helm.toString(), "repo", "index", packed.toString(), "--url", url(port)),
                home,
                log,
                STEP);
        return serve(packed, port);
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static ChartRepository serve(Path folder, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "charts");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            // The last part of the path alone, so that nothing but the folder can be asked for.
            Path name = Path.of(exchange.getRequestURI().getPath()).getFileName();
            Path file = folder.resolve(name == null ? "index.yaml" : name.toString());
            byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(content.length == 0 ? 404 : 200, content.length == 0 ? -1 : content.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(content);
            }
        });
        server.start();
        return new ChartRepository(server, threads);
    }
}
