// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpProof;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpRequest;

/** The proof against a real API server, with the test as scheduler and autoscaler: one act after each look. */
class ScaleUpProverIT extends NodesOfATest {

    private static final ScaleUpRequest REQUEST =
            new ScaleUpRequest("test", "kubeconfig/test", "user-m3.large", "abc123", Duration.ofMillis(1));
    private static final String POD = "rekindle-scale-up-abc123";

    @BeforeEach
    void makeNode() {
        clear();
        client.v1().events().inNamespace("default").delete();
        makeNode("old");
        client.resource(Things.pod("user", "old", "1")).create();
    }

    @Test
    void aPodThatDoesNotFitMakesANode() {
        ScaleUpProof proof = prove(
                () -> {
                    Pod pod = pod();
                    assertThat(pod.getSpec().getNodeSelector()).containsEntry(NodeGroupLabel.LABEL, "user-m3-large");
                    assertThat(pod.getSpec().getAffinity()).isNull();
                    assertThat(pod.getSpec()
                                    .getContainers()
                                    .get(0)
                                    .getResources()
                                    .getRequests()
                                    .get("cpu"))
                            .hasToString("3001m");
                    event("FailedScheduling", "0/2 nodes are available: 1 Insufficient cpu.");
                },
                () -> event("TriggeredScaleUp", "pod triggered scale-up: [{users 1->2 (max: 5)}]"),
                () -> placeOn("new", "Pending"),
                () -> placeOn("new", "Running"));

        assertThat(proof.proven()).isTrue();
        assertThat(proof.newNode()).isEqualTo("new");
        assertThat(proof.sentences())
                .containsExactly(
                        "The scheduler found no room for pod " + POD + ": 0/2 nodes are available: 1 Insufficient cpu.",
                        "The autoscaler grew a group: pod triggered scale-up: [{users 1->2 (max: 5)}]",
                        "The scheduler assigned the pod to the new node new.",
                        "The pod runs there.");
        assertNoPod();
    }

    @Test
    void anIdleGroupIsProvenByRulingItsNodesOut() {
        client.pods().inNamespace("hub").withName("user").withGracePeriod(0).delete();

        prove(() -> {
            assertThat(pod().getSpec()
                            .getAffinity()
                            .getNodeAffinity()
                            .getRequiredDuringSchedulingIgnoredDuringExecution()
                            .getNodeSelectorTerms()
                            .get(0)
                            .getMatchFields())
                    .singleElement()
                    .satisfies(rule -> {
                        assertThat(rule.getKey()).isEqualTo("metadata.name");
                        assertThat(rule.getOperator()).isEqualTo("NotIn");
                        assertThat(rule.getValues()).containsExactly("old");
                    });
            placeOn("new", "Running");
        });
    }

    @Test
    void theAutoscalersRefusalEndsItAtOnce() {
        ScaleUpProof proof =
                prove(() -> event("NotTriggerScaleUp", "pod didn't trigger scale-up: 1 max node group size reached"));

        assertThat(proof)
                .isEqualTo(
                        new ScaleUpProof(
                                false,
                                null,
                                List.of(
                                        "The autoscaler grew no group: pod didn't trigger scale-up: 1 max node group size reached")));
        assertNoPod();
    }

    @Test
    void anotherAttemptGoesOnWithThePodOfTheFirst() {
        NodeGroupHeadroom room = new NodeGroupHeadroom(List.of("old"), 3000, 4000);
        Pod first = client.resource(ScaleUpPod.make("abc123", "user-m3-large", room))
                .create();
        makeNode("new");

        ScaleUpProof proof = prove(() -> {
            assertThat(pod().getMetadata().getUid())
                    .isEqualTo(first.getMetadata().getUid());
            placeOn("new", "Running");
        });

        assertThat(proof.newNode()).isEqualTo("new");
        assertNoPod();
    }

    @Test
    void aPodThatFindsRoomAfterAllIsMadeAnew() {
        ScaleUpProof proof = prove(
                () -> placeOn("old", "Running"),
                () -> assertThat(pod().getSpec().getNodeName()).isEqualTo("old"),
                () -> placeOn("new", "Running"));

        assertThat(proof.newNode()).isEqualTo("new");
    }

    @Test
    void aGroupWithoutReadyNodesProvesNothing() {
        client.nodes().withName("old").delete();

        assertThat(prove().sentences())
                .containsExactly("Node group user-m3-large has no ready node that takes pods, so no pod can be too big"
                        + " for it.");
    }

    @Test
    void theEndOfTheTimeIsAnOutcome() {
        ScaleUpProver prover = new ScaleUpProver(client, REQUEST, Clock.systemUTC(), seen -> {});

        ScaleUpProof proof = prover.prove(Instant.now().plusMillis(300));

        assertThat(proof.proven()).isFalse();
        assertThat(proof.sentences()).containsExactly("The time for the proof ran out.");
        assertNoPod();
    }

    @Test
    void thePodIsRemovedAlsoWhenTheThreadIsInterrupted() {
        assertThatThrownBy(() -> prove(Thread.currentThread()::interrupt)).hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertNoPod();
    }

    @Test
    void aMarkThatIsNoNameBecomesOne() {
        assertThat(ScaleUpPod.name("abc123")).isEqualTo(POD);
        assertThat(ScaleUpPod.name("Run/1"))
                .isNotEqualTo(ScaleUpPod.name("run-1"))
                .matches("rekindle-scale-up-[0-9a-f-]{36}");
    }

    private ScaleUpProof prove(Runnable... acts) {
        Iterator<Runnable> next = List.of(acts).iterator();
        ScaleUpProver prover = new ScaleUpProver(client, REQUEST, Clock.systemUTC(), seen -> {
            if (next.hasNext()) {
                next.next().run();
            }
        });
        return prover.prove(Instant.now().plusSeconds(20));
    }

    private Pod pod() {
        return client.pods().inNamespace("default").withName(POD).require();
    }

    private void assertNoPod() {
        assertThat(client.pods().inNamespace("default").withName(POD).get()).isNull();
    }

    private static void makeNode(String name) {
        Node node = Things.node(name, "user-m3-large", true, "4");
        client.resource(node).create();
        client.resource(node).updateStatus();
    }

    private void placeOn(String node, String phase) {
        if (pod().getSpec().getNodeName() == null) {
            client.bindings()
                    .inNamespace("default")
                    .resource(new BindingBuilder()
                            .withNewMetadata()
                            .withName(POD)
                            .withNamespace("default")
                            .endMetadata()
                            .withNewTarget()
                            .withApiVersion("v1")
                            .withKind("Node")
                            .withName(node)
                            .endTarget()
                            .build())
                    .create();
        }
        client.pods()
                .inNamespace("default")
                .withName(POD)
                .editStatus(pod -> pod.edit()
                        .editOrNewStatus()
                        .withPhase(phase)
                        .endStatus()
                        .build());
    }

    private void event(String reason, String message) {
        client.resource(new EventBuilder()
                        .withNewMetadata()
                        .withName(POD + "." + reason.toLowerCase(Locale.ROOT))
                        .withNamespace("default")
                        .endMetadata()
                        .withReason(reason)
                        .withMessage(message)
                        .withNewInvolvedObject()
                        .withKind("Pod")
                        .withNamespace("default")
                        .withName(POD)
                        .withUid(pod().getMetadata().getUid())
                        .endInvolvedObject()
                        .withType("Normal")
                        .build())
                .create();
    }
}
