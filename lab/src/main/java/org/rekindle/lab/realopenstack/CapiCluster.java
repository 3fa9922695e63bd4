// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines.NodeGroup;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.plane.Worker;

/** A cluster as Cluster API's objects show it at a moment; they are those that the stand-in chart makes. */
final class CapiCluster {
    /** The label by which the driver marks its secrets. */
    static final String UUID = "magnum.openstack.org/cluster-uuid";

    static final String GROUP = "capi.stackhpc.com/node-group";
    private static final String CORE = "cluster.x-k8s.io/v1beta2";
    static final String CLUSTER = "capi.stackhpc.com/cluster";
    private static final String COMPONENT = "capi.stackhpc.com/component";
    private static final String FLAVOR = "rekindle.org/flavor";
    private static final String AUTOSCALER = "cluster.x-k8s.io/cluster-api-autoscaler-node-group-";
    /** The driver takes the beginning of Magnum's name and adds a dash and twelve characters. */
    private static final int SUFFIX = 13;

    private final KubernetesClient management;
    private final GenericKubernetesResource cluster;

    private CapiCluster(KubernetesClient management, GenericKubernetesResource cluster) {
        this.management = management;
        this.cluster = cluster;
    }

    /** Where its objects are. */
    record Key(String namespace, String name) {}

    /** Its node groups, and the machines of them that have come up as nodes. */
    record Workers(List<NodeGroup> groups, List<Worker> machines) {}

    /** All that there are. */
    static List<CapiCluster> all(KubernetesClient management) {
        return management.genericKubernetesResources(CORE, "Cluster").inAnyNamespace().list().getItems().stream()
                .map(cluster -> new CapiCluster(management, cluster))
                .toList();
    }

    /** Those of a namespace. */
    static List<CapiCluster> of(KubernetesClient management, String namespace) {
        return management.genericKubernetesResources(CORE, "Cluster").inNamespace(namespace).list().getItems().stream()
                .map(cluster -> new CapiCluster(management, cluster))
                .toList();
    }

    /** Its control plane. */
    ControlPlaneSight sight() {
        @Nullable Object host = cluster.get("spec", "controlPlaneEndpoint", "host");
        @Nullable Object port = cluster.get("spec", "controlPlaneEndpoint", "port");
        Map<String, Instant> made = new HashMap<>();
        for (GenericKubernetesResource machine : machines(management, key().name())) {
            if (isOf("control-plane", machine) && isNode(machine)) {
                made.put(
                        machine.getMetadata().getName(),
                        Instant.parse(machine.getMetadata().getCreationTimestamp()));
            }
        }
        return new ControlPlaneSight(host == null ? "" : "https://" + host + ":" + port, Map.copyOf(made));
    }

    /** The machines of a cluster. */
    static List<GenericKubernetesResource> machines(KubernetesClient management, String name) {
        return ofCluster(management, "Machine", name);
    }

    /** The node groups of a cluster. */
    static List<GenericKubernetesResource> machineDeployments(KubernetesClient management, String name) {
        return ofCluster(management, "MachineDeployment", name);
    }

    private static List<GenericKubernetesResource> ofCluster(KubernetesClient management, String kind, String name) {
        return management
                .genericKubernetesResources(CORE, kind)
                .inAnyNamespace()
                .withLabel(CLUSTER, name)
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(object -> object.getMetadata().getName()))
                .toList();
    }

    Key key() {
        return new Key(
                cluster.getMetadata().getNamespace(), cluster.getMetadata().getName());
    }

    /** Its name in Magnum, or the first thirty characters of it. */
    String magnumName() {
        String name = key().name();
        return name.substring(0, name.length() - SUFFIX);
    }

    boolean deleting() {
        return cluster.getMetadata().getDeletionTimestamp() != null;
    }

    /** The version of the chart that made it. */
    String chartVersion() {
        String chart = label(cluster, "helm.sh/chart");
        return chart.substring("openstack-cluster-".length());
    }

    /** The version that its control plane is to have. */
    String controlPlaneVersion() {
        return controlPlane(management, key().namespace(), key().name())
                .require()
                .get("spec", "version");
    }

    /** Has the control plane's controller look at it at once. */
    static void touch(KubernetesClient management, String namespace, String name) {
        annotate(
                controlPlane(management, namespace, name),
                "rekindle.org/touched-at",
                Instant.now().toString());
    }

    /** Whether the control plane's controller says that etcd is healthy. */
    static boolean etcdIsHealthy(KubernetesClient management, String namespace, String name) {
        List<Map<String, Object>> conditions =
                controlPlane(management, namespace, name).require().get("status", "conditions");
        return conditions.stream()
                .anyMatch(condition ->
                        "EtcdClusterHealthy".equals(condition.get("type")) && "True".equals(condition.get("status")));
    }

    private static Resource<GenericKubernetesResource> controlPlane(
            KubernetesClient management, String namespace, String name) {
        return controlPlanes(management).inNamespace(namespace).withName(name + "-control-plane");
    }

    /** All control planes. */
    static MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            controlPlanes(KubernetesClient management) {
        return management.genericKubernetesResources("controlplane.cluster.x-k8s.io/v1beta2", "KubeadmControlPlane");
    }

    /** Gives an object an annotation, even while it changes otherwise. */
    static void annotate(Resource<GenericKubernetesResource> object, String name, String value) {
        merge(object, JsonFields.of("metadata", JsonFields.of("annotations", JsonFields.of(name, value))));
    }

    /** Changes some fields of an object, even while it changes otherwise. */
    static void merge(Resource<GenericKubernetesResource> object, JsonFields change) {
        object.patch(PatchContext.of(PatchType.JSON_MERGE), JsonFields.write(change));
    }

    /** What the stand-in chart has in place of OpenStack's part. */
    Resource<GenericKubernetesResource> infrastructure() {
        return infrastructures(management).inNamespace(key().namespace()).withName(key().name());
    }

    /** The same of all clusters. */
    static MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            infrastructures(KubernetesClient management) {
        return management.genericKubernetesResources("infrastructure.cluster.x-k8s.io/v1beta2", "DevCluster");
    }

    /** The machines of its control plane that have come up. */
    Set<String> controlPlaneMachines() {
        return sight().machines().keySet();
    }

    /** Its node groups. */
    List<NodeGroup> nodeGroups() {
        return machineDeployments(management, key().name()).stream()
                .map(CapiCluster::nodeGroup)
                .toList();
    }

    /** What its workers are now. */
    Workers workers() {
        List<NodeGroup> groups = nodeGroups();
        Set<String> names = new HashSet<>();
        groups.forEach(group -> names.add(group.name()));
        return new Workers(
                groups,
                machines(management, key().name()).stream()
                        .filter(machine -> isOf("worker", machine) && isNode(machine))
                        .filter(machine -> names.contains(label(machine, GROUP)))
                        .map(machine -> new Worker(
                                machine.getMetadata().getName(), label(machine, GROUP), machine.get("spec", "version")))
                        .toList());
    }

    private static NodeGroup nodeGroup(GenericKubernetesResource deployment) {
        Map<String, String> annotations = deployment.getMetadata().getAnnotations();
        int max = number(annotations, AUTOSCALER + "max-size").orElse(-1);
        return new NodeGroup(
                label(deployment, GROUP),
                Objects.requireNonNull(annotations.get(FLAVOR), "the chart names no flavor"),
                // How many there are to be is Cluster API's affair.
                0,
                number(annotations, AUTOSCALER + "min-size").orElse(0),
                max);
    }

    private static Optional<Integer> number(Map<String, String> annotations, String name) {
        return Optional.ofNullable(annotations.get(name)).map(Integer::valueOf);
    }

    private static boolean isOf(String component, GenericKubernetesResource machine) {
        return component.equals(label(machine, COMPONENT));
    }

    private static boolean isNode(GenericKubernetesResource machine) {
        @Nullable Object node = machine.get("status", "nodeRef", "name");
        return node != null;
    }

    /** A label that the chart gives every such object. */
    static String label(GenericKubernetesResource object, String name) {
        return Objects.requireNonNull(
                object.getMetadata().getLabels().get(name),
                () -> object.getKind() + " " + object.getMetadata().getName() + " has no label " + name);
    }
}
