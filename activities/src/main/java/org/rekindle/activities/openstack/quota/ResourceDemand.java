// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.quota;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.catalog.NovaFlavor;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;

/**
 * What a cluster takes up at the least, by resource.
 *
 * <p>What the charts of capi-helm-charts make: for each machine an instance, a port and the volumes that its labels ask
 * for; a network with subnet and router unless the cluster is put into one; a security group each for control plane and
 * workers; a floating IP for the API unless a label says no; a load balancer where the control plane has one. What the
 * services of the cluster take up (load balancers, claims) is not known before they run.
 */
public final class ResourceDemand {

    private final Map<QuotaResource, Integer> amounts = new EnumMap<>(QuotaResource.class);

    private ResourceDemand() {}

    /** Of a cluster that is not there. */
    public static ResourceDemand none() {
        return new ResourceDemand();
    }

    /**
     * Of a cluster of this shape.
     *
     * @param template what the shape leaves open; null when it is not known
     * @param flavors a flavor by name or id, null for one that cannot be seen, whose size then does not count
     */
    public static ResourceDemand of(
            Shape shape, @Nullable MagnumTemplate template, Function<String, @Nullable NovaFlavor> flavors) {
        ResourceDemand demand = new ResourceDemand();
        Map<String, String> labels = labels(template);
        labels.putAll(shape.labels());
        String master = given(shape.masterFlavor(), template, MagnumTemplate::masterFlavor);
        demand.machines(shape.masterCount(), master, labels, flavors);
        demand.volumes(shape.masterCount(), number(labels.get("etcd_blockdevice_size")));
        for (NodeGroupShape group : shape.nodeGroups()) {
            String flavor = given(group.flavor(), template, MagnumTemplate::flavor);
            demand.machines(group.count(), flavor, labels, flavors);
        }
        demand.surroundings(shape, template, labels);
        return demand;
    }

    /** Of one machine more in the control plane, as an upgrade makes first. */
    static ResourceDemand ofSurge(
            Shape shape, @Nullable MagnumTemplate template, Function<String, @Nullable NovaFlavor> flavors) {
        ResourceDemand demand = new ResourceDemand();
        String master = given(shape.masterFlavor(), template, MagnumTemplate::masterFlavor);
        demand.machines(1, master, shape.labels(), flavors);
        demand.volumes(1, number(shape.labels().get("etcd_blockdevice_size")));
        return demand;
    }

    /** By resource; what is not taken up is not in it. */
    public Map<QuotaResource, Integer> amounts() {
        return Collections.unmodifiableMap(amounts);
    }

    int of(QuotaResource resource) {
        return amounts.getOrDefault(resource, 0);
    }

    private void machines(
            int count,
            @Nullable String flavor,
            Map<String, String> labels,
            Function<String, @Nullable NovaFlavor> flavors) {
        add(QuotaResource.INSTANCES, count);
        add(QuotaResource.PORTS, count);
        if (flavor != null) {
            sized(count, flavors.apply(flavor));
        }
        volumes(count, number(labels.get("boot_volume_size")));
    }

    private void sized(int count, @Nullable NovaFlavor size) {
        if (size != null) {
            add(QuotaResource.CORES, count * size.vcpus());
            add(QuotaResource.RAM, count * size.ram());
        }
    }

    private void volumes(int count, int gigabytes) {
        if (gigabytes > 0) {
            add(QuotaResource.VOLUMES, count);
            add(QuotaResource.GIGABYTES, count * gigabytes);
        }
    }

    private void surroundings(Shape shape, @Nullable MagnumTemplate template, Map<String, String> labels) {
        add(QuotaResource.CLUSTERS, 1);
        add(QuotaResource.SECURITY_GROUPS, 2);
        if (given(shape.fixedNetwork(), template, MagnumTemplate::fixedNetwork) == null) {
            add(QuotaResource.NETWORKS, 1);
            add(QuotaResource.SUBNETS, 1);
            add(QuotaResource.ROUTERS, 1);
        }
        if (!"false".equalsIgnoreCase(labels.get("master_lb_floating_ip_enabled"))) {
            add(QuotaResource.FLOATING_IPS, 1);
        }
        if (isBalanced(shape, template)) {
            add(QuotaResource.LOAD_BALANCERS, 1);
        }
    }

    private void add(QuotaResource resource, int amount) {
        amounts.merge(resource, amount, Integer::sum);
    }

    private static boolean isBalanced(Shape shape, @Nullable MagnumTemplate template) {
        if (shape.masterLoadBalancer() == null && template != null) {
            return Boolean.TRUE.equals(template.masterLoadBalancer());
        }
        return Boolean.TRUE.equals(shape.masterLoadBalancer());
    }

    private static Map<String, String> labels(@Nullable MagnumTemplate template) {
        if (template == null) {
            return new HashMap<>();
        }
        return new HashMap<>(template.allLabels());
    }

    /** What the shape says or, where it says nothing, the template. */
    private static @Nullable String given(
            @Nullable String own, @Nullable MagnumTemplate template, Function<MagnumTemplate, @Nullable String> field) {
        if (own != null && !own.isBlank()) {
            return own;
        }
        if (template == null) {
            return null;
        }
        return field.apply(template);
    }

    private static int number(@Nullable String text) {
        if (text != null && text.matches("\\d{1,6}")) {
            return Integer.parseInt(text);
        }
        return 0;
    }
}
