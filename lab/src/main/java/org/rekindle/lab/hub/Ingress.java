// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.LiveCluster;

/**
 * What stands between the outside and a hub: the load balancer and the cluster's ingress controller. It follows the pods,
 * not the API server's certificate, so a hub stays visible when nothing new can start.
 */
final class Ingress {
    /** The label of the ingress controller's Deployment, in any namespace. */
    private static final String CONTROLLER_LABEL = "app.kubernetes.io/component";

    private static final String CONTROLLER_VALUE = "ingress-controller";

    private final Function<String, Optional<LiveCluster>> clusters;
    private final @Nullable FrontLogin login;

    /** @param login that every request must pass; null for none */
    Ingress(Function<String, Optional<LiveCluster>> clusters, @Nullable FrontLogin login) {
        this.clusters = clusters;
        this.login = login;
    }

    /**
     * The cluster behind a site, if all of these Deployments have a ready pod; otherwise the request is answered as a load
     * balancer (502), an ingress controller without endpoints (503), or JupyterHub's proxy without a hub (503) does.
     *
     * @param deployments in the order in which a request passes them
     */
    Optional<LiveCluster> through(Context context, HubSite site, List<String> deployments) {
        Optional<LiveCluster> cluster = clusters.apply(site.clusterName());
        try {
            if (cluster.isEmpty() || !hasController(cluster.get().eyes())) {
                refuse(context, HttpStatus.BAD_GATEWAY);
                return Optional.empty();
            }
            if (login != null && !login.lets(context)) {
                return Optional.empty();
            }
            for (String deployment : deployments) {
                if (!hasReadyPod(cluster.get().eyes(), site.namespace(), deployment)) {
                    refuseBefore(context, deployment);
                    return Optional.empty();
                }
            }
            return cluster;
        } catch (KubernetesClientException vanishing) {
            refuse(context, HttpStatus.BAD_GATEWAY);
            return Optional.empty();
        }
    }

    /** Whether each of these Deployments has a ready pod. */
    boolean hasReadyPods(LiveCluster cluster, HubSite site, List<String> deployments) {
        return deployments.stream().allMatch(name -> hasReadyPod(cluster.eyes(), site.namespace(), name));
    }

    private static boolean hasController(KubernetesClient eyes) {
        return eyes.pods().inAnyNamespace().withLabel(CONTROLLER_LABEL, CONTROLLER_VALUE).list().getItems().stream()
                .anyMatch(Ingress::isReady);
    }

    private static boolean hasReadyPod(KubernetesClient eyes, String namespace, String name) {
        Deployment deployment =
                eyes.apps().deployments().inNamespace(namespace).withName(name).get();
        return deployment != null
                && eyes
                        .pods()
                        .inNamespace(namespace)
                        .withLabelSelector(deployment.getSpec().getSelector())
                        .list()
                        .getItems()
                        .stream()
                        .anyMatch(Ingress::isReady);
    }

    private static boolean isReady(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private static void refuseBefore(Context context, String deployment) {
        if (!deployment.equals("hub")) {
            refuse(context, HttpStatus.SERVICE_UNAVAILABLE);
            return;
        }
        // It asks the hub for the page of the error, as JupyterHub's chart has it, and then says the words of the
        // status alone.
        context.status(HttpStatus.SERVICE_UNAVAILABLE).result("Service Unavailable");
    }

    static void refuse(Context context, HttpStatus status) {
        String title = status.getCode() + " "
                + (status == HttpStatus.SERVICE_UNAVAILABLE ? "Service Temporarily Unavailable" : status.getMessage());
        context.status(status)
                .contentType("text/html")
                .result("<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                        + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
    }
}
