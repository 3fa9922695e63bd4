// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a node, as a real API server shows it. */
class NodeRemovalIT extends NodesOfATest {

    private static final String STILL = "The node new is still there: ";

    @BeforeEach
    void makeNode() {
        clear();
        client.resource(Things.node("new", "user-m3-large", true, "4")).create();
    }

    @Test
    void aNodeThatIsGoneIsGone() {
        client.nodes().withName("new").delete();

        assertThat(NodeRemoval.stillThere(client, "new")).isNull();
    }

    @Test
    void anEmptyNodeIsLeftToTheAutoscaler() {
        assertThat(NodeRemoval.stillThere(client, "new")).startsWith(STILL + "it is empty, and the autoscaler has not");
    }

    @Test
    void podsOnItAreCountedAndNotNamed() {
        client.resource(Things.pod("jupyter-alice", "new", "1")).create();

        assertThat(NodeRemoval.stillThere(client, "new")).isEqualTo(STILL + "1 pod is on it, of [hub].");
    }

    @Test
    void podsOfADaemonSetDoNotKeepIt() {
        client.resource(Things.daemon("proxy", "new", "1")).create();

        assertThat(NodeRemoval.stillThere(client, "new")).startsWith(STILL + "it is empty");
    }

    @Test
    void anAnnotationThatForbidsItIsNamed() {
        client.nodes().withName("new").edit(node -> edited(node, "true"));

        assertThat(NodeRemoval.stillThere(client, "new"))
                .isEqualTo(
                        STILL + "its annotation cluster-autoscaler.kubernetes.io/scale-down-disabled forbids to remove"
                                + " it.");
    }

    @Test
    void oneThatTheAutoscalerDrainsIsBeingRemoved() {
        client.nodes()
                .withName("new")
                .edit(node -> node.edit()
                        .editSpec()
                        .addNewTaint()
                        .withKey("ToBeDeletedByClusterAutoscaler")
                        .withEffect("NoSchedule")
                        .endTaint()
                        .endSpec()
                        .build());

        assertThat(NodeRemoval.stillThere(client, "new")).isEqualTo(STILL + "it is being removed.");
    }

    private static Node edited(Node node, String value) {
        return node.edit()
                .editMetadata()
                .addToAnnotations(Map.of("cluster-autoscaler.kubernetes.io/scale-down-disabled", value))
                .endMetadata()
                .build();
    }
}
