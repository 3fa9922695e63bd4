// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
final class JanitorTest {

    private static final String PROVIDERS = "devcluster.infrastructure.cluster.x-k8s.io";

    private final Queue<String> swept = new ConcurrentLinkedQueue<>();
    private KubernetesMockServer server;
    private KubernetesClient client;
    private Janitor janitor;

    @BeforeEach
    void start() {
        server.expectCustomResource(new CustomResourceDefinitionContext.Builder()
                .withGroup("infrastructure.cluster.x-k8s.io")
                .withVersion("v1beta2")
                .withKind("DevCluster")
                .withPlural("devclusters")
                .withScope("Namespaced")
                .build());
        janitor = new Janitor(client, swept::add);
        janitor.start();
    }

    @AfterEach
    void close() {
        janitor.close();
    }

    @Test
    void whatAClusterOwnsGoesBeforeTheClusterDoes() {
        Resource<GenericKubernetesResource> cluster = cluster("hub-abcdefghijkl");
        await().untilAsserted(
                        () -> assertThat(finalizers(cluster)).containsExactly(PROVIDERS, "janitor.capi.stackhpc.com"));
        assertThat(swept).isEmpty();

        cluster.delete();

        await().untilAsserted(() -> assertThat(finalizers(cluster)).containsExactly(PROVIDERS));
        assertThat(swept).containsExactly("hub-abcdefghijkl");
    }

    private Resource<GenericKubernetesResource> cluster(String name) {
        client.resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("infrastructure.cluster.x-k8s.io/v1beta2")
                        .withKind("DevCluster")
                        .withNewMetadata()
                        .withNamespace("magnum-lab")
                        .withName(name)
                        .withFinalizers(PROVIDERS)
                        .endMetadata()
                        .build())
                .create();
        return CapiCluster.infrastructures(client).inNamespace("magnum-lab").withName(name);
    }

    private static List<String> finalizers(Resource<GenericKubernetesResource> cluster) {
        return cluster.require().getMetadata().getFinalizers();
    }
}
