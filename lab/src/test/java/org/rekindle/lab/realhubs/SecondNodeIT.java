// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.kubernetes.Fabric8KubernetesActivities;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.FileSecretStore;
import org.rekindle.lab.autoscaler.Autoscaler;
import org.rekindle.worker.tools.ToolFinder;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpProof;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpRequest;

/** The proof of a scale-up, held against a pod that really waits and a node that really joins. */
@Tag("real-hubs")
final class SecondNodeIT {

    private static final String GROUP = "core";
    private static final String FIRST = "lab-node";
    private static final String SECOND = "lab-node-2";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static String tools;
    private static HubPlane plane;
    private static KubernetesClients clients;
    private static String kubeconfig;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws Exception {
        tools = HubPrograms.tools(ToolFinder.create(), System.out::println);
        plane = HubPlane.start(Files.createDirectories(folder.resolve("first")), tools, Map.of());
        FileSecretStore secrets = new FileSecretStore(folder.resolve("secrets"));
        clients = new KubernetesClients(secrets);
        kubeconfig = secrets.put("kubeconfig/second-node", plane.kubeconfig().getBytes(StandardCharsets.UTF_8));
        client = clients.open(kubeconfig);
        putIntoGroup(FIRST);
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (plane != null) {
            plane.close();
        }
    }

    @Test
    void anAutoscalerThatIsSilentLeavesThePodPendingByTheSchedulersWords() {
        ScaleUpProof proof = prove("silent", Duration.ofSeconds(20));

        assertThat(proof.proven()).isFalse();
        assertThat(proof.sentences()).hasSize(2);
        assertThat(proof.sentences().get(0))
                .startsWith("The scheduler found no room for pod rekindle-scale-up-silent: 0/1 nodes are available: ")
                .contains("1 node(s) didn't match Pod's node affinity/selector");
        assertThat(proof.sentences().get(1)).isEqualTo("The time for the proof ran out.");
    }

    @Test
    void aNodeThatJoinsRunsThePodThatWaitedForIt() throws Exception {
        CompletableFuture<ScaleUpProof> proving = CompletableFuture.supplyAsync(() -> prove("joins", PATIENCE));
        Awaitility.await("a pod that waits").atMost(PATIENCE).until(SecondNodeIT::aPodWaits);

        HubPlane second =
                plane.startBeside(Files.createDirectories(folder.resolve("second")), tools, Map.of("NODE", SECOND));
        putIntoGroup(SECOND);
        ScaleUpProof proof = proving.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        second.close();

        assertThat(proof.proven()).as(proof.toString()).isTrue();
        assertThat(proof.newNode()).isEqualTo(SECOND);
        assertThat(proof.sentences())
                .contains("The scheduler assigned the pod to the new node " + SECOND + ".", "The pod runs there.");
        Awaitility.await("the control plane to miss its kubelet")
                .atMost(PATIENCE)
                .until(() -> !isReady(SECOND));
        assertThat(isReady(FIRST)).isTrue();
        client.nodes().withName(SECOND).delete();
    }

    private static ScaleUpProof prove(String mark, Duration longest) {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
        try {
            temporal.registerActivitiesImplementations(new Fabric8KubernetesActivities(clients));
            return temporal.newActivityStub(
                            KubernetesActivities.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(longest)
                                    .build())
                    .proveScaleUp(new ScaleUpRequest("second-node", kubeconfig, GROUP, mark, Duration.ofSeconds(1)));
        } finally {
            temporal.close();
        }
    }

    private static boolean aPodWaits() {
        return client.pods().inNamespace("default").list().getItems().stream()
                .flatMap(pod -> pod.getStatus().getConditions().stream())
                .anyMatch(condition -> "Unschedulable".equals(condition.getReason()));
    }

    private static void putIntoGroup(String node) {
        // Its kubelet changes it at any time.
        client.nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\": {\"labels\": {\"" + Autoscaler.GROUP_LABEL + "\": \"" + GROUP + "\"}}}");
    }

    private static boolean isReady(String node) {
        return Readiness.isNodeReady(client.nodes().withName(node).require());
    }
}
