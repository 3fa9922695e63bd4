// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A kubeconfig with everything inside, as {@code openstack coe cluster config} writes it: context {@code default}, user
 * {@code admin}. All parts but the address are PEM. Its text form leaves the key out.
 */
record Kubeconfig(String address, String authority, String certificate, String key) {

    byte[] toYaml() {
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode root = yaml.createObjectNode();
        root.put("apiVersion", "v1").put("kind", "Config").put("current-context", "default");
        root.putArray("clusters")
                .addObject()
                .put("name", "default")
                .putObject("cluster")
                .put("server", address)
                .put("certificate-authority-data", encoded(authority));
        root.putArray("contexts")
                .addObject()
                .put("name", "default")
                .putObject("context")
                .put("cluster", "default")
                .put("user", "admin");
        root.putArray("users")
                .addObject()
                .put("name", "admin")
                .putObject("user")
                .put("client-certificate-data", encoded(certificate))
                .put("client-key-data", encoded(key));
        try {
            return yaml.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new IllegalStateException("A kubeconfig could not be written");
        }
    }

    /** Reads one that was written by {@link #toYaml}; null when it is not such a one. */
    static @Nullable Kubeconfig read(byte[] yaml) {
        try {
            JsonNode root = new YAMLMapper().readTree(yaml);
            JsonNode cluster = root.path("clusters").path(0).path("cluster");
            JsonNode user = root.path("users").path(0).path("user");
            return new Kubeconfig(
                    cluster.path("server").asText(),
                    decoded(cluster.path("certificate-authority-data")),
                    decoded(user.path("client-certificate-data")),
                    decoded(user.path("client-key-data")));
        } catch (IOException | IllegalArgumentException e) {
            // Another program's file, or a broken one: the caller makes a new one. The exception may quote the key.
            return null;
        }
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(JsonNode data) {
        return new String(Base64.getDecoder().decode(data.asText()), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "kubeconfig for " + address;
    }
}
