// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class PodTroubleTest {

    private static final String BUILDS = "component=binderhub-build";

    private KubernetesClient client;

    @Test
    void podsWithTheLabelAreLookedAtInEveryNamespaceAndOthersAreNot() {
        pending("build-a", "binderhub-build");
        pending("hub", "hub");

        assertThat(PodTrouble.of(client, BUILDS))
                .containsExactly("pod build-a Pending: Unschedulable: 0/2 nodes are available.");
    }

    @Test
    void aFewPodsSayEnough() {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            pending(name, "binderhub-build");
        }

        assertThat(PodTrouble.of(client, BUILDS)).hasSize(PodTrouble.MOST);
    }

    private void pending(String name, String component) {
        client.resource(Things.unschedulable(name)
                        .edit()
                        .editMetadata()
                        .addToLabels("component", component)
                        .endMetadata()
                        .build())
                .create();
    }
}
