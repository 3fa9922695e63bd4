// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.tls.TestAuthority;

/**
 * A registry with one version of one chart, {@code charts/demo} 0.1.0. It answers what a pull asks, as the OCI distribution
 * specification has it: the tags, a manifest by tag or digest, and two blobs.
 */
final class OciRegistry implements AutoCloseable {

    private static final String CHART = "/v2/charts/demo";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final HttpsServer server;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    /** What a request must show, null for nothing. */
    private volatile @Nullable String authorization;

    private OciRegistry(HttpsServer server) {
        this.server = server;
    }

    /** @param trust file to write the authority of its certificate to */
    static OciRegistry of(Path chart, Path folder, Path trust) throws Exception {
        TestAuthority authority = TestAuthority.root("CN=registry root");
        Files.writeString(
                trust,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(authority.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server("localhost")));
        OciRegistry registry = new OciRegistry(server);
        byte[] config =
                "{\"name\": \"demo\", \"version\": \"0.1.0\", \"apiVersion\": \"v2\"}".getBytes(StandardCharsets.UTF_8);
        byte[] archive = ChartRepository.archive(chart, folder);
        byte[] manifest = """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": "%s", "size": %d},
                 "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "%s", "size": %d}]}
                """.formatted(MANIFEST, digest(config), config.length, digest(archive), archive.length)
                .getBytes(StandardCharsets.UTF_8);
        registry.blobs.put(CHART + "/blobs/" + digest(config), config);
        registry.blobs.put(CHART + "/blobs/" + digest(archive), archive);
        registry.blobs.put(CHART + "/manifests/0.1.0", manifest);
        registry.blobs.put(CHART + "/manifests/" + digest(manifest), manifest);
        registry.blobs.put(
                CHART + "/tags/list",
                "{\"name\": \"charts/demo\", \"tags\": [\"0.1.0\"]}".getBytes(StandardCharsets.UTF_8));
        registry.blobs.put("/v2/", "{}".getBytes(StandardCharsets.UTF_8));
        server.createContext("/", registry::answer);
        server.start();
        return registry;
    }

    /** From now on lets in this user alone. */
    void asksFor(String user, String password) {
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    String url() {
        return "oci://localhost:" + server.getAddress().getPort() + "/charts";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String wanted = authorization;
            if (wanted != null && !wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"registry\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] content = blobs.get(exchange.getRequestURI().getPath());
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (path.contains("/manifests/")) {
                exchange.getResponseHeaders().set("Content-Type", MANIFEST);
                exchange.getResponseHeaders().set("Docker-Content-Digest", digest(content));
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            }
            exchange.sendResponseHeaders(200, head ? -1 : content.length);
            if (!head) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
