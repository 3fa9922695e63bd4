// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;

/**
 * What a cluster takes up at the least, by resource.
 *
 * <p>What the charts of capi-helm-charts make: for each machine an instance, a port and the volumes that its labels ask
 * for; a network with subnet and router unless the cluster is put into one; a security group each for control plane and
 * workers; a floating IP for the API unless a label says no; a load balancer where the control plane has one. What the
 * services of the cluster take up (load balancers, claims) is not known before they run.
 */
final class Demand {

    private final Map<Resource, Integer> amounts = new EnumMap<>(Resource.class);

    private Demand() {}

    /** Of a cluster that is not there. */
    static Demand none() {
        return new Demand();
    }

    /**
     * Of a cluster of this shape.
     *
     * @param template what the shape leaves open; null when it is not known
     * @param flavors a flavor by name or id, null for one that cannot be seen, whose size then does not count
     */
    static Demand of(Shape shape, @Nullable MagnumTemplate template, Function<String, @Nullable Flavor> flavors) {
        Demand demand = new Demand();
        Map<String, String> labels = new HashMap<>(template == null ? Map.of() : template.allLabels());
        labels.putAll(shape.labels());
        String master = given(shape.masterFlavor(), template == null ? null : template.masterFlavor());
        demand.machines(shape.masterCount(), master, labels, flavors);
        demand.volumes(shape.masterCount(), number(labels.get("etcd_blockdevice_size")));
        for (NodeGroupShape group : shape.nodeGroups()) {
            String flavor = given(group.flavor(), template == null ? null : template.flavor());
            demand.machines(group.count(), flavor, labels, flavors);
        }
        demand.surroundings(shape, template, labels);
        return demand;
    }

    /** Of one machine more in the control plane, as an upgrade makes first. */
    static Demand ofSurge(Shape shape, @Nullable MagnumTemplate template, Function<String, @Nullable Flavor> flavors) {
        Demand demand = new Demand();
        String master = given(shape.masterFlavor(), template == null ? null : template.masterFlavor());
        demand.machines(1, master, shape.labels(), flavors);
        demand.volumes(1, number(shape.labels().get("etcd_blockdevice_size")));
        return demand;
    }

    /** By resource; what is not taken up is not in it. */
    Map<Resource, Integer> amounts() {
        return Collections.unmodifiableMap(amounts);
    }

    int of(Resource resource) {
        return amounts.getOrDefault(resource, 0);
    }

    private void machines(
            int count,
            @Nullable String flavor,
            Map<String, String> labels,
            Function<String, @Nullable Flavor> flavors) {
        add(Resource.INSTANCES, count);
        add(Resource.PORTS, count);
        Flavor size = flavor == null ? null : flavors.apply(flavor);
        if (size != null) {
            add(Resource.CORES, count * size.vcpus());
            add(Resource.RAM, count * size.ram());
        }
        volumes(count, number(labels.get("boot_volume_size")));
    }

    private void volumes(int count, int gigabytes) {
        if (gigabytes > 0) {
            add(Resource.VOLUMES, count);
            add(Resource.GIGABYTES, count * gigabytes);
        }
    }

    private void surroundings(Shape shape, @Nullable MagnumTemplate template, Map<String, String> labels) {
        add(Resource.CLUSTERS, 1);
        add(Resource.SECURITY_GROUPS, 2);
        if (given(shape.fixedNetwork(), template == null ? null : template.fixedNetwork()) == null) {
            add(Resource.NETWORKS, 1);
            add(Resource.SUBNETS, 1);
            add(Resource.ROUTERS, 1);
        }
        if (!"false".equalsIgnoreCase(labels.get("master_lb_floating_ip_enabled"))) {
            add(Resource.FLOATING_IPS, 1);
        }
        Boolean balanced = shape.masterLoadBalancer() == null && template != null
                ? template.masterLoadBalancer()
                : shape.masterLoadBalancer();
        if (Boolean.TRUE.equals(balanced)) {
            add(Resource.LOAD_BALANCERS, 1);
        }
    }

    private void add(Resource resource, int amount) {
        amounts.merge(resource, amount, Integer::sum);
    }

    private static @Nullable String given(@Nullable String own, @Nullable String otherwise) {
        return own == null || own.isBlank() ? otherwise : own;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
