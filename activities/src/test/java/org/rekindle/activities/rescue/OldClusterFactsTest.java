// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record of Helm that a person has emptied or cut keeps nothing else from being read. */
@EnableKubernetesMockClient(crud = true)
class OldClusterFactsTest {

    private KubernetesClient client;

    @Test
    void aRecordOfHelmThatCannotBeReadIsSaidToBeOne() {
        record("empty", Map.of());
        record("cut", Map.of("release", "!"));
        record("text", Map.of("release", "YWJj"));

        assertThat(new OldClusterFacts(client).releases("hubs"))
                .containsExactly(
                        "hubs/cut (a chart that cannot be read, revision 1)",
                        "hubs/empty (a chart that cannot be read, revision 1)",
                        "hubs/text (a chart that cannot be read, revision 1)");
    }

    private void record(String release, Map<String, String> data) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("hubs")
                        .withName("sh.helm.release.v1." + release + ".v1")
                        .withLabels(Map.of("owner", "helm", "status", "deployed", "name", release, "version", "1"))
                        .endMetadata()
                        .withData(data)
                        .build())
                .create();
    }
}
