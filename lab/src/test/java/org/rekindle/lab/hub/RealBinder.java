// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A BinderHub with its JupyterHub on a {@link RealSite}, as one release. */
final class RealBinder {

    static final URI HUB = URI.create("https://hub.lab.example/");
    static final URI PLAIN = URI.create("https://plain.lab.example/");
    static final URI BINDER = URI.create("https://binder.lab.example/");

    /** Of the registry's user. */
    static final String PASSWORD = "s3cret";

    private static final String REGISTRY = "https://registry.lab.example:5000";

    private RealBinder() {}

    /** Deploys it, or deploys it anew, and waits until both answer a visitor. */
    static void deploy(RealSite site, URI hub, String password, Map<String, Object> jupyterhub) throws Exception {
        deploy(site, hub, password, jupyterhub, Map.of());
        site.awaitAnswer(HUB.resolve("hub/api/"));
        site.awaitAnswer(BINDER.resolve("versions"));
    }

    /**
     * Deploys it, or deploys it anew.
     *
     * @param hub where BinderHub sends its users
     * @param password by which it pushes images
     * @param jupyterhub more values of the JupyterHub
     * @param buildNodes the labels of the nodes that builds may use
     */
    static void deploy(
            RealSite site, URI hub, String password, Map<String, Object> jupyterhub, Map<String, String> buildNodes)
            throws Exception {
        site.deploy("binderhub", "binderhub", values(hub, password, jupyterhub, buildNodes));
        site.awaitRollout();
    }

    /** What is built, in BinderHub's words. */
    static String spec(String commit) {
        return "git/" + URLEncoder.encode("http://git.lab.example:8080/canary.git", StandardCharsets.UTF_8) + "/"
                + commit;
    }

    private static Map<String, Object> values(
            URI hub, String password, Map<String, Object> more, Map<String, String> buildNodes) {
        Map<String, Object> binder = Map.of(
                "build_node_selector",
                buildNodes,
                "use_registry",
                true,
                "docker_image_prefix",
                "registry.lab.example:5000/binder/",
                "docker_registry_host",
                REGISTRY,
                "docker_auth_host",
                REGISTRY,
                "docker_token_url",
                "https://registry.lab.example:5001/token?service=lab",
                "docker_push_secret",
                "binder-build-docker-config",
                "builder_image_spec",
                "quay.io/jupyterhub/repo2docker:2026.4.0",
                "hub_url",
                hub.toString());
        // The node's own folders: what is below /var/lib and /run of the machine is another thing in there.
        Map<String, Object> dind = Map.of(
                "hostSocketDir",
                "/run/plane/node/dind",
                "hostLibDir",
                "/run/plane/node/dind-lib",
                "caConfigMap",
                RealSite.AUTHORITY,
                "daemonset",
                Map.of("extraArgs", List.of("--bip=198.19.0.1/24", "--mtu=1400")));
        return Map.of(
                "registry", Map.of("url", REGISTRY, "username", "builder", "password", password),
                "service", Map.of("type", "ClusterIP"),
                "config", Map.of("BinderHub", binder),
                "dind", dind,
                "ingress", RealSite.ingress(BINDER),
                "jupyterhub", jupyterHub(more));
    }

    private static Map<String, Object> jupyterHub(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "proxy", Map.of("service", Map.of("type", "ClusterIP")),
                "singleuser", Map.of("memory", Map.of("guarantee", "128M", "limit", "512M")),
                "ingress", RealSite.ingress(HUB)));
        values.putAll(more);
        return values;
    }
}
