// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpecBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeGroupHeadroomTest {

    private static final Node NODE = Things.node("a", "users", true, "4");

    @Test
    void takesTheMostThatIsFreeOnOneNode() {
        Node other = Things.node("b", "users", true, "4");
        NodeGroupHeadroom room = NodeGroupHeadroom.of(
                "users",
                List.of(NODE, other),
                List.of(Things.pod("x", "a", "3500m"), Things.pod("y", "b", "1"), Things.daemon("d", "b", "200m")));

        assertThat(room).isEqualTo(new NodeGroupHeadroom(List.of("a", "b"), 2800, 4000));
        assertThat(room.isTakenInPart()).isTrue();
        assertThat(ScaleUpPod.request(room)).isEqualTo(2801);
    }

    @Test
    void aNodeWithNothingButDaemonsIsAsGoodAsNew() {
        NodeGroupHeadroom room = NodeGroupHeadroom.of("users", List.of(NODE), List.of(Things.daemon("d", "a", "200m")));

        assertThat(room).isEqualTo(new NodeGroupHeadroom(List.of("a"), 3800, 3800));
        assertThat(room.isTakenInPart()).isFalse();
        assertThat(ScaleUpPod.request(room)).isEqualTo(1900);
    }

    @Test
    void leavesOutOtherGroupsAndNodesThatTakeNoPods() {
        Node cordoned = Things.node("b", "users", true, "8");
        cordoned.setSpec(new NodeSpecBuilder().withUnschedulable(true).build());
        List<Node> nodes =
                List.of(NODE, cordoned, Things.node("c", "users", false, "8"), Things.node("d", "core", true, "8"));

        assertThat(NodeGroupHeadroom.of("users", nodes, List.of()).nodes()).containsExactly("a");
    }

    @Test
    void aPodThatIsOverHoldsNoRoom() {
        Pod over = Things.pod("x", "a", "3");
        over.setStatus(new PodStatusBuilder().withPhase("Succeeded").build());

        assertThat(NodeGroupHeadroom.of("users", List.of(NODE), List.of(over)).free())
                .isEqualTo(4000);
    }

    @Test
    void countsAPodAsTheSchedulerDoes() {
        Pod pod = Things.pod("x", "a", "500m")
                .edit()
                .editSpec()
                .withOverhead(Map.of("cpu", new Quantity("10m")))
                .addNewInitContainer()
                .withName("sidecar")
                .withRestartPolicy("Always")
                .withNewResources()
                .addToRequests("cpu", new Quantity("100m"))
                .endResources()
                .endInitContainer()
                .addNewInitContainer()
                .withName("first")
                .withNewResources()
                .addToRequests("cpu", new Quantity("0.9"))
                .endResources()
                .endInitContainer()
                .endSpec()
                .build();

        // The init container beside the sidecar is more than the main container beside it: 900 + 100, and the overhead.
        assertThat(NodeGroupHeadroom.of("users", List.of(NODE), List.of(pod)).free())
                .isEqualTo(4000 - 1010);
    }
}
