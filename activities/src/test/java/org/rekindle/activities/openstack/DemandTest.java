// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;

/** What a cluster takes up, and whether there is room for it. */
class DemandTest {

    private static final Map<String, Flavor> FLAVORS = Map.of(
            "m3.small", new Flavor("1", "m3.small", 2, 6144, 20),
            "m3.quad", new Flavor("2", "m3.quad", 4, 15360, 20));

    @Test
    void machinesTakeUpWhatTheirFlavorsSay() {
        Demand demand = Demand.of(shape(Map.of(), null, null), null, FLAVORS::get);

        assertThat(demand.amounts())
                .containsEntry(Resource.CLUSTERS, 1)
                .containsEntry(Resource.INSTANCES, 5)
                .containsEntry(Resource.CORES, 3 * 2 + 2 * 4)
                .containsEntry(Resource.RAM, 3 * 6144 + 2 * 15360)
                .containsEntry(Resource.PORTS, 5)
                .containsEntry(Resource.NETWORKS, 1)
                .containsEntry(Resource.ROUTERS, 1)
                .containsEntry(Resource.FLOATING_IPS, 1)
                .doesNotContainKeys(Resource.VOLUMES, Resource.GIGABYTES, Resource.LOAD_BALANCERS);
    }

    @Test
    void labelsAskForVolumesAndNoFloatingIp() {
        Demand demand = Demand.of(
                shape(
                        Map.of(
                                "boot_volume_size", "20",
                                "etcd_blockdevice_size", "5",
                                "master_lb_floating_ip_enabled", "false"),
                        "private",
                        true),
                null,
                FLAVORS::get);

        assertThat(demand.of(Resource.VOLUMES)).isEqualTo(5 + 3);
        assertThat(demand.of(Resource.GIGABYTES)).isEqualTo(5 * 20 + 3 * 5);
        assertThat(demand.of(Resource.LOAD_BALANCERS)).isEqualTo(1);
        assertThat(demand.amounts()).doesNotContainKeys(Resource.FLOATING_IPS, Resource.NETWORKS, Resource.ROUTERS);
    }

    @Test
    void whatTheShapeLeavesOpenTheTemplateSays() {
        Shape open = new Shape(
                1,
                null,
                List.of(new NodeGroupShape("default-worker", "", 2, null, null)),
                null,
                null,
                null,
                null,
                null,
                Map.of());
        MagnumTemplate template = new MagnumTemplate(
                "t-1",
                "1.33",
                "kubernetes",
                "i-1",
                "calico",
                "m3.quad",
                "m3.small",
                "public",
                "private",
                null,
                true,
                Map.of("boot_volume_size", "10"),
                true,
                List.of());

        Demand demand = Demand.of(open, template, FLAVORS::get);

        assertThat(demand.of(Resource.CORES)).isEqualTo(2 + 2 * 4);
        assertThat(demand.of(Resource.GIGABYTES)).isEqualTo(30);
        assertThat(demand.of(Resource.LOAD_BALANCERS)).isEqualTo(1);
        assertThat(demand.of(Resource.NETWORKS)).isZero();
    }

    @Test
    void roomIsWhatIsLeftAndWhatComesFree() {
        Room room = new Room();
        room.put(Resource.INSTANCES, 8, 5);
        room.put(Resource.CORES, -1, 1000);
        Demand demand = Demand.of(shape(Map.of(), null, null), null, FLAVORS::get);

        assertThat(room.lacks(demand, Demand.none())).containsExactly("instances (needed 5, free 3)");
        assertThat(room.lacks(demand, demand)).isEmpty();
        assertThat(room.all()).containsOnlyKeys(Resource.INSTANCES, Resource.CORES);
    }

    @Test
    void aProjectOverItsQuotaHasLessThanNothing() {
        Room room = new Room();
        room.put(Resource.INSTANCES, 8, 12);
        Demand demand = Demand.of(shape(Map.of(), null, null), null, FLAVORS::get);

        assertThat(room.lacks(demand, demand)).containsExactly("instances (needed 5, free -4, coming free 5)");
    }

    private static Shape shape(
            Map<String, String> labels, @Nullable String network, @Nullable Boolean masterLoadBalancer) {
        return new Shape(
                3,
                "m3.small",
                List.of(new NodeGroupShape("core", "m3.quad", 2, null, null)),
                null,
                network,
                null,
                masterLoadBalancer,
                null,
                labels);
    }
}
