// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import org.junit.jupiter.api.Test;

class OpenNodesTest {

    @Test
    void aNodeIsOpenWhenItSaysThatItIsReady() {
        assertThat(OpenNodes.isOpen(node("True").build())).isTrue();
        assertThat(OpenNodes.isOpen(node("False").build())).isFalse();
    }

    @Test
    void aNodeThatStillCarriesItsFirstTaintIsOnItsWay() {
        Node node = node("True")
                .editSpec()
                .addNewTaint("NoSchedule", "node.kubernetes.io/not-ready", null, null)
                .endSpec()
                .build();

        assertThat(OpenNodes.isOpen(node)).isFalse();
    }

    private static NodeBuilder node(String ready) {
        return new NodeBuilder()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus(ready)
                .endCondition()
                .endStatus();
    }
}
