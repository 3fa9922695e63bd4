// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import org.junit.jupiter.api.Test;

/** The mock server gives each object the generation 1. */
@EnableKubernetesMockClient(crud = true)
class PodReadinessTest {

    private KubernetesClient client;

    @Test
    void anEmptyNamespaceHasNothingToWaitFor() {
        PodReadiness readiness = PodReadiness.look(client, "hub");

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.sentence("hub")).isEqualTo("Namespace hub has no Deployment, StatefulSet or DaemonSet.");
    }

    @Test
    void aDeploymentIsReadyWhenItsNewPodsAreAvailable() {
        deployment(1L, 2, 2);

        assertThat(PodReadiness.look(client, "hub").sentence("hub"))
                .isEqualTo("All pods of the 1 workloads in namespace hub are ready.");
    }

    @Test
    void aDeploymentWhoseControllerHasNotSeenItIsNotReady() {
        deployment(0L, 2, 2);

        assertThat(PodReadiness.look(client, "hub").missing()).containsExactly("hub 2 of 2 ready (rolling out)");
    }

    @Test
    void aDeploymentWithOldPodsIsNotReady() {
        deployment(1L, 1, 2);

        assertThat(PodReadiness.look(client, "hub").missing()).containsExactly("hub 2 of 2 ready (rolling out)");
    }

    @Test
    void saysWhyAPodIsNotReady() {
        deployment(1L, 2, 0);
        client.resource(Things.unschedulable("hub-6c")).create();
        client.resource(Things.pod("hub-7d", "n1", "1")
                        .edit()
                        .withNewStatus()
                        .withPhase("Pending")
                        .addNewContainerStatus()
                        .withName("main")
                        .withNewState()
                        .withNewWaiting()
                        .withReason("ImagePullBackOff")
                        .withMessage("Back-off pulling image")
                        .endWaiting()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .create();

        assertThat(PodReadiness.look(client, "hub").sentence("hub"))
                .isEqualTo("hub 0 of 2 ready, "
                        + "pod hub-6c Pending: Unschedulable: 0/2 nodes are available., "
                        + "pod hub-7d Pending: ImagePullBackOff: Back-off pulling image");
    }

    @Test
    void aStatefulSetIsReadyWhenBothRevisionsAreOne() {
        statefulSet("v1", "v2");
        assertThat(PodReadiness.look(client, "hub").missing()).containsExactly("db 1 of 1 ready (rolling out)");

        client.apps().statefulSets().inNamespace("hub").withName("db").delete();
        statefulSet("v2", "v2");
        assertThat(PodReadiness.look(client, "hub").isReady()).isTrue();
    }

    @Test
    void nothingWaitsForThePodsThatKeepRoomForUsers() {
        deployment(1L, 2, 2);
        client.resource(new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName("user-placeholder")
                        .withNamespace("hub")
                        .addToLabels("component", "user-placeholder")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(3)
                        .endSpec()
                        .build())
                .create();

        assertThat(PodReadiness.look(client, "hub").sentence("hub"))
                .isEqualTo("All pods of the 1 workloads in namespace hub are ready.");
    }

    @Test
    void aDaemonSetIsReadyOnAllNodesThatItWants() {
        client.resource(new DaemonSetBuilder()
                        .withNewMetadata()
                        .withName("puller")
                        .withNamespace("hub")
                        .endMetadata()
                        .withNewSpec()
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(1L)
                        .withDesiredNumberScheduled(3)
                        .withUpdatedNumberScheduled(3)
                        .withNumberReady(2)
                        .endStatus()
                        .build())
                .create();

        assertThat(PodReadiness.look(client, "hub").missing()).containsExactly("puller 2 of 3 ready");
    }

    private void deployment(long observed, int updated, int available) {
        client.resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withName("hub")
                        .withNamespace("hub")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(2)
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(observed)
                        .withUpdatedReplicas(updated)
                        .withAvailableReplicas(available)
                        .endStatus()
                        .build())
                .create();
    }

    private void statefulSet(String current, String update) {
        client.resource(new StatefulSetBuilder()
                        .withNewMetadata()
                        .withName("db")
                        .withNamespace("hub")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(1)
                        .withNewUpdateStrategy()
                        .withType("RollingUpdate")
                        .withNewRollingUpdate()
                        .withPartition(0)
                        .endRollingUpdate()
                        .endUpdateStrategy()
                        .endSpec()
                        .withNewStatus()
                        .withObservedGeneration(1L)
                        .withReplicas(1)
                        .withReadyReplicas(1)
                        .withCurrentRevision(current)
                        .withUpdateRevision(update)
                        .endStatus()
                        .build())
                .create();
    }
}
