// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The pods that a hub makes: one for each build, one for each user. */
final class HubPods {
    static final String BUILD_LABEL = "binderhub-build";
    static final String USER_LABEL = "singleuser-server";
    static final String BUILD_IMAGE = "quay.io/jupyterhub/repo2docker:2025.12.0";
    private static final long LOOK_EVERY_MILLIS = 200;

    private HubPods() {}

    static Pod build(RepoSpec spec, HubConfiguration configuration) {
        return pod(
                spec.buildName(),
                Map.of("name", spec.buildName(), "component", BUILD_LABEL),
                Map.of("binder-repo", spec.url()),
                "builder",
                BUILD_IMAGE,
                configuration.buildNodeSelector(),
                configuration.buildRequests());
    }

    static Pod user(String user, String image, HubConfiguration configuration) {
        return pod(
                "jupyter-" + user,
                Map.of("app", "jupyterhub", "component", USER_LABEL, "hub.jupyter.org/username", user),
                Map.of("hub.jupyter.org/username", user),
                "notebook",
                image,
                configuration.userNodeSelector(),
                configuration.userRequests());
    }

    /** Creates it; one of that name that is there already is taken as ours, as BinderHub does. */
    static void create(KubernetesClient client, String namespace, Pod pod) {
        try {
            client.pods().inNamespace(namespace).resource(pod).create();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }

    /**
     * Waits until a pod runs; answers false when it did not in time.
     *
     * @throws KubernetesClientException when the API cannot be reached
     * @throws IllegalStateException when the pod is gone or has failed
     */
    static boolean awaitRunning(KubernetesClient client, String namespace, String name, Duration patience)
            throws InterruptedException {
        return awaitRunning(client, namespace, name, patience, why -> {});
    }

    /** @param pending is told what the scheduler says of a pod that finds no node, whenever it says something else */
    static boolean awaitRunning(
            KubernetesClient client, String namespace, String name, Duration patience, Consumer<String> pending)
            throws InterruptedException {
        String told = "";
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Pod pod = client.pods().inNamespace(namespace).withName(name).get();
            if (pod == null || pod.getMetadata().getDeletionTimestamp() != null) {
                throw new IllegalStateException("pod " + name + " was deleted");
            }
            if ("Running".equals(pod.getStatus().getPhase())) {
                return true;
            }
            if ("Failed".equals(pod.getStatus().getPhase())) {
                throw new IllegalStateException("pod " + name + " has failed");
            }
            String why = unscheduled(pod);
            if (!why.isEmpty() && !why.equals(told)) {
                pending.accept(why);
                told = why;
            }
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static String unscheduled(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled"))
                .filter(condition -> condition.getStatus().equals("False"))
                .map(condition -> String.valueOf(condition.getMessage()))
                .findFirst()
                .orElse("");
    }

    private static Pod pod(
            String name,
            Map<String, String> labels,
            Map<String, String> annotations,
            String container,
            String image,
            Map<String, String> nodeSelector,
            Map<String, Quantity> requests) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .withNodeSelector(nodeSelector)
                .addNewToleration("NoSchedule", "hub.jupyter.org/dedicated", "Equal", null, "user")
                .addNewContainer()
                .withName(container)
                .withImage(image)
                .withNewResources()
                .withRequests(requests)
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }
}
