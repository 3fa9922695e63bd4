// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.catalog.NovaFlavor;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;

/** What a cluster takes up, and whether there is room for it. */
class ResourceDemandTest {

    private static final Map<String, NovaFlavor> FLAVORS = Map.of(
            "m3.small", new NovaFlavor("1", "m3.small", 2, 6144, 20),
            "m3.quad", new NovaFlavor("2", "m3.quad", 4, 15360, 20));

    @Test
    void machinesTakeUpWhatTheirFlavorsSay() {
        ResourceDemand demand = ResourceDemand.of(shape(Map.of(), null, null), null, FLAVORS::get);

        assertThat(demand.amounts())
                .containsEntry(QuotaResource.CLUSTERS, 1)
                .containsEntry(QuotaResource.INSTANCES, 5)
                .containsEntry(QuotaResource.CORES, 3 * 2 + 2 * 4)
                .containsEntry(QuotaResource.RAM, 3 * 6144 + 2 * 15360)
                .containsEntry(QuotaResource.PORTS, 5)
                .containsEntry(QuotaResource.NETWORKS, 1)
                .containsEntry(QuotaResource.ROUTERS, 1)
                .containsEntry(QuotaResource.FLOATING_IPS, 1)
                .doesNotContainKeys(QuotaResource.VOLUMES, QuotaResource.GIGABYTES, QuotaResource.LOAD_BALANCERS);
    }

    @Test
    void labelsAskForVolumesAndNoFloatingIp() {
        ResourceDemand demand = ResourceDemand.of(
                shape(
                        Map.of(
                                "boot_volume_size", "20",
                                "etcd_blockdevice_size", "5",
                                "master_lb_floating_ip_enabled", "false"),
                        "private",
                        true),
                null,
                FLAVORS::get);

        assertThat(demand.of(QuotaResource.VOLUMES)).isEqualTo(5 + 3);
        assertThat(demand.of(QuotaResource.GIGABYTES)).isEqualTo(5 * 20 + 3 * 5);
        assertThat(demand.of(QuotaResource.LOAD_BALANCERS)).isEqualTo(1);
        assertThat(demand.amounts())
                .doesNotContainKeys(QuotaResource.FLOATING_IPS, QuotaResource.NETWORKS, QuotaResource.ROUTERS);
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

        ResourceDemand demand = ResourceDemand.of(open, template, FLAVORS::get);

        assertThat(demand.of(QuotaResource.CORES)).isEqualTo(2 + 2 * 4);
        assertThat(demand.of(QuotaResource.GIGABYTES)).isEqualTo(30);
        assertThat(demand.of(QuotaResource.LOAD_BALANCERS)).isEqualTo(1);
        assertThat(demand.of(QuotaResource.NETWORKS)).isZero();
    }

    @Test
    void roomIsWhatIsLeftAndWhatComesFree() {
        QuotaHeadroom room = new QuotaHeadroom();
        room.put(QuotaResource.INSTANCES, 8, 5);
        room.put(QuotaResource.CORES, -1, 1000);
        ResourceDemand demand = ResourceDemand.of(shape(Map.of(), null, null), null, FLAVORS::get);

        assertThat(room.lacks(demand, ResourceDemand.none())).containsExactly("instances (needed 5, free 3)");
        assertThat(room.lacks(demand, demand)).isEmpty();
        assertThat(room.all()).containsOnlyKeys(QuotaResource.INSTANCES, QuotaResource.CORES);
    }

    @Test
    void aProjectOverItsQuotaHasLessThanNothing() {
        QuotaHeadroom room = new QuotaHeadroom();
        room.put(QuotaResource.INSTANCES, 8, 12);
        ResourceDemand demand = ResourceDemand.of(shape(Map.of(), null, null), null, FLAVORS::get);

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
