// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.secrets.FileSecretStore;

class KubernetesClientsTest {

    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            clusters: [{name: one, cluster: {server: "https://198.51.100.1:6443", proxy-url: "http://proxy.example:3128"}}]
            users: [{name: one, user: {token: unused}}]
            contexts: [{name: one, context: {cluster: one, user: one}}]
            current-context: one
            """;

    @TempDir
    private Path folder;

    @Test
    void theProxyOfAKubeconfigHoldsForAnApiServerOverTls() {
        FileSecretStore secrets = new FileSecretStore(folder);
        String reference = secrets.put("kubeconfig/one", KUBECONFIG.getBytes(StandardCharsets.UTF_8));

        try (KubernetesClient client = new KubernetesClients(secrets).open(reference)) {
            assertThat(client.getConfiguration().getHttpsProxy()).isEqualTo("http://proxy.example:3128");
        }
    }
}
