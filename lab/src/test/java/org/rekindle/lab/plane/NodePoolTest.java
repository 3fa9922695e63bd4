// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.autoscaler.Autoscaler;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;
import org.rekindle.lab.plane.RealNodes.Joining;
import org.rekindle.lab.plane.pki.Pki;

/** Which of the machines that Cluster API reports is the one whose pods really run. */
@EnableKubernetesMockClient(crud = true)
final class NodePoolTest {

    private static final List<NodeGroup> GROUPS =
            List.of(new NodeGroup("core", "m3.quad", 0, 1, 5), new NodeGroup("user-m3-large", "m3.large", 0, 1, 100));
    private static final Worker FIRST = new Worker("hub-core-a", "core", "v1.33.2");
    private static final Worker SECOND = new Worker("hub-core-b", "core", "v1.33.2");
    private static final Worker THIRD = new Worker("hub-core-c", "core", "v1.33.2");
    private static final Worker USER = new Worker("hub-user-a", "user-m3-large", "v1.33.2");

    private final OneRealNode real = new OneRealNode();
    private KubernetesClient client;

    @Test
    void theFirstTwoMachinesOfTheGroupHaveAKubeletAndKwokPlaysTheOthers() {
        pool().align(GROUPS, List.of(USER, FIRST, SECOND, THIRD));

        assertThat(real.running).containsExactly("hub-core-a", "hub-core-b");
        assertThat(client.nodes().list().getItems())
                .filteredOn(NodePoolTest::isPlayedByKwok)
                .extracting(node -> node.getMetadata().getName())
                .containsExactlyInAnyOrder("hub-core-c", "hub-user-a");
        assertThat(node("hub-core-a").getMetadata().getLabels()).containsEntry(Autoscaler.GROUP_LABEL, "core");
    }

    @Test
    void theMachineEndsWhenClusterApiHasDeletedItAndTheNextOneHasTheKubelet() {
        NodePool pool = pool();
        pool.align(GROUPS, List.of(FIRST, USER));

        pool.align(GROUPS, List.of(USER));
        assertThat(real.running).isEmpty();
        assertThat(client.nodes().withName("hub-core-a").get()).isNull();

        pool.align(GROUPS, List.of(USER, SECOND));
        assertThat(real.running).containsExactly("hub-core-b");
        assertThat(isPlayedByKwok(node("hub-core-b"))).isFalse();
    }

    private NodePool pool() {
        RealPlace place = new RealPlace(
                real,
                name -> new Joining(
                        name,
                        "hub-abcdefghijkl",
                        Path.of("node"),
                        1,
                        "authority",
                        new Pki.Client("a", "b"),
                        new Pki.Client("c", "d"),
                        client));
        return new NodePool(client, "magnum-lab", "hub-abcdefghijkl", "v1.33.2", GROUPS, place);
    }

    private Node node(String name) {
        return client.nodes().withName(name).require();
    }

    private static boolean isPlayedByKwok(Node node) {
        return node.getMetadata().getAnnotations().containsKey("kwok.x-k8s.io/node");
    }
}
