// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;

/** A Keystone and a Magnum on the loop-back interface that answer each path with the document that a test puts there. */
final class OddCloud implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String LOGIN = "/identity/v3/auth/tokens";
    static final String UUID = "11111111-2222-4333-8444-555555555555";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    OddCloud() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        put(LOGIN, """
                {"token": {
                  "expires_at": "2036-01-01T00:00:00.000000Z", "issued_at": "2026-11-01T00:00:00.000000Z",
                  "methods": ["password"], "audit_ids": ["a"],
                  "user": {"id": "u-1", "name": "ana", "domain": {"id": "default", "name": "Default"}},
                  "project": {"id": "p-1", "name": "proj", "domain": {"id": "default", "name": "Default"}},
                  "roles": [{"id": "r-1", "name": "member"}],
                  "catalog": [
                    {"type": "container-infra", "name": "magnum", "id": "s-1", "endpoints": [
                      {"id": "e-1", "interface": "public", "region": "RegionOne", "region_id": "RegionOne",
                       "url": "URL/v1"}]},
                    {"type": "messaging", "name": "zaqar", "id": "s-2", "endpoints": [
                      {"id": "e-2", "interface": "internal", "region": "RegionTwo", "region_id": "RegionTwo",
                       "url": "URL/messaging"}]}]}}
                """.replace("URL", url()));
        put("/v1/", "{\"id\": \"v1\"}");
        put(
                "/v1/clusters",
                "{\"clusters\": [" + cluster(UUID, "pythia") + ", "
                        + cluster("99999999-2222-4333-8444-555555555555", "other-team") + "]}");
        put("/v1/clusters/" + UUID, cluster(UUID, "pythia"));
        put(
                "/v1/clusters/" + UUID + "/nodegroups",
                "{\"nodegroups\": [" + group("default-master", "master", true) + ", "
                        + group("default-worker", "worker", true) + ", " + group("more", "worker", false) + "]}");
        put("/v1/clusters/" + UUID + "/nodegroups/ng-more", group("more", "worker", false));
        put("/v1/clustertemplates", """
                {"clustertemplates": [{
                  "uuid": "t-1", "name": "1.33", "coe": "kubernetes", "image_id": null, "network_driver": "calico",
                  "flavor_id": "m3.quad", "master_flavor_id": "m3.small", "external_network_id": "public",
                  "fixed_network": null, "keypair_id": "key", "master_lb_enabled": true, "public": true,
                  "labels": {"capi_helm_chart_version": "0.16.0"}}]}
                """);
    }

    private static String cluster(String uuid, String name) {
        return """
                {"uuid": "%s", "name": "%s", "cluster_template_id": "t-1", "cluster_id": "%s-abc",
                 "status": "CREATE_COMPLETE", "status_reason": null, "health_status": "HEALTHY",
                 "health_status_reason": {"api": "ok"}, "api_address": "https://203.0.113.10:6443",
                 "coe_version": "v1.33.2", "node_count": 2, "master_count": 1, "flavor_id": "m3.quad",
                 "master_flavor_id": "m3.small", "keypair": "key", "fixed_network": null, "fixed_subnet": null,
                 "master_lb_enabled": true, "floating_ip_enabled": false,
                 "labels": {"capi_helm_chart_version": "0.16.0", "monitoring_enabled": "false"},
                 "labels_added": {"monitoring_enabled": "false"}, "labels_overridden": {}, "labels_skipped": {},
                 "faults": {"default-worker": "none"},
                 "created_at": "2026-11-22T15:45:57+00:00", "updated_at": "2026-11-22T15:46:22+00:00"}
                """.formatted(uuid, name, name);
    }

    private static String group(String name, String role, boolean isDefault) {
        return """
                {"uuid": "ng-%s", "name": "%s", "flavor_id": "m3.quad", "node_count": 1, "role": "%s",
                 "min_node_count": 0, "max_node_count": null, "is_default": %s, "status": "CREATE_COMPLETE",
                 "status_reason": null}
                """.formatted(name, name, role, isDefault);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    JsonNode get(String path) {
        return documents.get(path).deepCopy();
    }

    void put(String path, String document) throws IOException {
        put(path, JSON.readTree(document));
    }

    void put(String path, JsonNode document) {
        documents.put(path, document);
    }

    /** New sessions, which know nothing of earlier answers. */
    CloudSessions sessions(Path folder) throws IOException {
        Path file = folder.resolve("clouds.yaml");
        ObjectNode clouds = JSON.createObjectNode();
        clouds.putObject("clouds")
                .putObject("js2")
                .putObject("auth")
                .put("auth_url", url() + "/identity/v3")
                .put("user_id", "u-1")
                .put("project_id", "p-1")
                .put("password", "s3cret-canary");
        Files.write(file, JSON.writeValueAsBytes(clouds));
        return new CloudSessions(new CloudsFile(file), PATIENCE, PATIENCE, Clock.systemUTC());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            JsonNode document = documents.get(path);
            byte[] body = document == null
                    ? "{\"errors\": [{\"detail\": \"Nothing is there.\"}]}".getBytes(StandardCharsets.UTF_8)
                    : JSON.writeValueAsBytes(document);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Subject-Token", "token-1");
            // On a connection that stays, this server's second packet waits 40 ms for the client's acknowledgement.
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.getResponseHeaders().set("X-Openstack-Request-Id", "req-1");
            exchange.getResponseHeaders().set("OpenStack-API-Maximum-Version", "container-infra 1.14");
            boolean isLogin = exchange.getRequestMethod().equals("POST");
            exchange.sendResponseHeaders(document == null ? 404 : isLogin ? 201 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
