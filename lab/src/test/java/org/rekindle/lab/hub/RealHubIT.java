// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.hub.HttpHubActivities;

/** The contract, held by a JupyterHub in a cluster: deployed by Helm, reached by its public name, through an ingress with TLS. */
@Tag("real-hubs")
class RealHubIT extends HubContract {

    private static final URI HUB = URI.create("https://hub.lab.example/");
    private static final URI PLAIN = URI.create("https://plain.lab.example/");

    @TempDir
    private static Path folder;

    private @Nullable RealSite site;

    @BeforeAll
    void start() throws Exception {
        site = RealSite.start(folder, "hub");
        site.deploy("jupyterhub", "jupyterhub", values());
        site.awaitRollout();
        site.awaitAnswer(HUB.resolve("hub/api/"));
        site.awaitAnswer(PLAIN.resolve("hub/api/"));
    }

    @AfterAll
    void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Override
    URI hub() {
        return HUB;
    }

    @Override
    URI withoutWebsockets() {
        return PLAIN;
    }

    @Override
    URI behindLogin(String header, String value) {
        throw new UnsupportedOperationException("this ingress has no login");
    }

    /** {@link JupyterHubIT} has a login in front of the same hub. */
    @Override
    void aCellRunsPastALoginThatTakesAHeader() {}

    /** As Traefik answers. */
    @Override
    String withoutEndpoint() {
        return "HTTP 404 (404 page not found) by what stands in front, such as the ingress: no way leads from it to the hub";
    }

    @Override
    void scale(String deployment, int pods) {
        requireNonNull(site).scale(deployment, pods);
    }

    @Override
    HttpClient client() {
        return requireNonNull(site).visitor();
    }

    @Override
    Judges judges(Path scripts) throws Exception {
        return Judges.visiting(scripts, requireNonNull(site).files().authority());
    }

    @Override
    HttpHubActivities activities() {
        return new HttpHubActivities(client());
    }

    private static Map<String, Object> values() {
        Map<String, Object> services =
                Map.of("canary", Map.of("apiToken", TOKEN), "onlooker", Map.of("apiToken", WEAK));
        Map<String, Object> roles = Map.of(
                "canary", role("canary", "admin:users", "servers", "tokens"),
                "onlooker", role("onlooker", "read:users", "list:users"));
        Map<String, Object> noNode = Map.of("node_selector", Map.of("nowhere", "here"), "start_timeout", 15);
        List<Map<String, Object>> profiles = List.of(
                Map.of("display_name", "Usual", "slug", "usual", "default", true),
                Map.of("display_name", "Nowhere", "slug", "nowhere", "kubespawner_override", noNode));
        return Map.of(
                "hub", Map.of("services", services, "loadRoles", roles, "allowNamedServers", true),
                "proxy", Map.of("service", Map.of("type", "ClusterIP")),
                "singleuser", Map.of("profileList", profiles),
                "ingress", RealSite.ingress(HUB));
    }

    private static Map<String, Object> role(String service, String... scopes) {
        return Map.of("services", List.of(service), "scopes", List.of(scopes));
    }
}
