// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ApiSighting;

/** A cluster's Kubernetes API. */
@ActivityInterface(namePrefix = "Kubernetes.")
public interface KubernetesActivities {

    /** Whether it answers and which nodes it has. Never fails because it does not answer. */
    ApiSighting look(KubernetesTarget target);

    /** Waits for nodes to be ready. */
    ApiSighting awaitNodes(NodesWanted wanted);

    /** Waits for pods to be ready. */
    ApiSighting awaitPods(PodsWanted wanted);

    /** Makes a pod that does not fit, waits for the new node and the pod to run on it, and removes the pod. */
    ScaleUpProof proveScaleUp(ScaleUpRequest request);

    /** Waits until a node is gone, as when the autoscaler has removed it. */
    void awaitNodeGone(NodeToGo node);

    /** Waits until a Service of type LoadBalancer has an address. */
    ServiceAddress awaitAddress(ServiceWanted wanted);

    /** Why pods with a label do not run. */
    PodTroubles podTroubles(LabelledPods pods);

    /** A cluster's Kubernetes API, through a kubeconfig in the secret store. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record KubernetesTarget(String cluster, String kubeconfig) {}

    /** Waits until as many nodes of each group are ready as the shape says. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NodesWanted(String cluster, String kubeconfig, Map<String, Integer> readyByGroup, Duration pollEvery) {}

    /** Waits until every Deployment, StatefulSet and DaemonSet of a namespace has its pods ready. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PodsWanted(String cluster, String kubeconfig, String namespace, Duration pollEvery) {}

    /** A node that is no longer needed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NodeToGo(String cluster, String kubeconfig, String node, Duration pollEvery) {}

    /**
     * Pods of any namespace.
     *
     * @param label {@code key=value}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LabelledPods(String cluster, String kubeconfig, String label) {}

    /**
     * Pods that do not run.
     *
     * @param sentences such as {@code pod build-x Pending: Unschedulable: 0/2 nodes are available}, of a few pods; empty when all run
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PodTroubles(List<String> sentences) {}

    /**
     * A Service whose address is wanted.
     *
     * @param service {@code namespace/name}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ServiceWanted(String cluster, String kubeconfig, String service, Duration pollEvery) {}

    /**
     * Where a load balancer is reached.
     *
     * @param targets IP addresses, or host names where the cloud gives those; one at least
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ServiceAddress(List<String> targets) {}

    /**
     * That a pod that did not fit made a new node.
     *
     * @param newNode name of the node it came to run on
     * @param sentences what was seen, in order
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ScaleUpProof(boolean proven, @Nullable String newNode, List<String> sentences) {}

    /**
     * Asks for one node more by a pod that does not fit.
     *
     * @param mark makes the pod's name this run's own
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ScaleUpRequest(String cluster, String kubeconfig, String nodeGroup, String mark, Duration pollEvery) {}
}
