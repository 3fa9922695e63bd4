// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class SecretsToKeepTest {

    private KubernetesClient client;

    /** The next release brings the hub's; of another Secret nobody knows where it would come from. */
    @Test
    void onlyTheHubsSecretLosesItsValuesFile() {
        make("hub");
        make("grafana");

        assertThat(kept("hub")).containsOnlyKeys("token");
        assertThat(kept("grafana")).containsOnlyKeys("token", "values.yaml");
    }

    private Map<String, String> kept(String name) {
        return Objects.requireNonNull(new SecretsToKeep(client).named("hubs", name))
                .getData();
    }

    private void make(String name) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("hubs")
                        .withName(name)
                        .endMetadata()
                        .withType("Opaque")
                        .withData(Map.of("token", "dG9rZW4=", "values.yaml", "eDogeQ=="))
                        .build())
                .create();
    }
}
