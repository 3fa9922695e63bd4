// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeReadinessTest {

    private static final Map<String, Integer> WANTED = new TreeMap<>(Map.of("core", 1, "user-m3.large", 2));

    @Test
    void saysHowManyOfEachGroupAreReadyAndWhyOneIsNot() {
        List<Node> nodes = List.of(
                Things.node("n1", "core", true, "4"),
                Things.node("n2", "user-m3-large", true, "4"),
                Things.node("n3", "user-m3-large", false, "4"));

        assertThat(NodeReadiness.enough(nodes, WANTED)).isFalse();
        assertThat(NodeReadiness.progress(nodes, WANTED))
                .isEqualTo("core 1 of 1 ready, user-m3-large 1 of 2 ready, "
                        + "n3 is not ready: container runtime network not ready");
    }

    @Test
    void moreThanWantedIsEnough() {
        List<Node> nodes = List.of(
                Things.node("n1", "core", true, "4"),
                Things.node("n2", "core", true, "4"),
                Things.node("n3", "user-m3-large", true, "4"),
                Things.node("n4", "user-m3-large", true, "4"));

        assertThat(NodeReadiness.enough(nodes, WANTED)).isTrue();
        assertThat(NodeReadiness.progress(nodes, WANTED)).isEqualTo("core 2 of 1 ready, user-m3-large 2 of 2 ready");
    }

    @ParameterizedTest
    @CsvSource({"user-m3.large, user-m3-large", "user-m3-large, user-m3-large", "Core_Big., core-big", "core, core"})
    void aGroupsNameIsMadeALabelAsTheDriverDoes(String name, String label) {
        assertThat(NodeGroupLabel.label(name)).isEqualTo(label);
    }
}
