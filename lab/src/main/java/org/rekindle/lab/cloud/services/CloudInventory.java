// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.services;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;

/** What the cloud has beside clusters. Safe for use by many threads. */
public final class CloudInventory {

    /** The property by which the Cinder CSI driver marks the volumes of a cluster. */
    public static final String CSI_CLUSTER = "cinder.csi.openstack.org/cluster";

    /** The property that keeps the janitor from deleting a volume with its cluster. */
    public static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";

    /** A Glance image. */
    public record Image(
            String id,
            String name,
            @Nullable String kubeVersion,
            @Nullable String osDistro,
            String status) {}

    /** A Nova flavor; {@code ram} in MiB, {@code disk} in GiB. */
    public record Flavor(String id, String name, int vcpus, int ram, int disk) {}

    /** A Neutron network with its one subnet. */
    public record Network(String id, String name, boolean external, String subnetId) {}

    /** A Cinder volume; {@code size} in GiB. */
    public record Volume(
            String id, String name, int size, String projectId, Map<String, String> metadata, boolean attached) {

        public Volume {
            metadata = Map.copyOf(metadata);
        }
    }

    /** An Octavia load balancer. */
    public record LoadBalancer(String id, String name, String vip, String projectId) {}

    /** A Neutron floating IP. */
    public record FloatingIp(
            String id,
            String address,
            String description,
            String projectId,
            @Nullable String portId) {}

    /** A Designate zone. */
    public record Zone(String id, String name, String projectId, List<CloudFixture.Recordset> recordsets) {}

    private final CloudFixture.Quotas quotas;
    private final List<Image> images;
    private final List<Flavor> flavors;
    private final List<Network> networks;
    private final List<String> keypairs;
    private final List<String> volumeTypes;
    private final List<Zone> zones;
    private final List<Volume> volumes = new ArrayList<>();
    private final List<LoadBalancer> loadBalancers = new ArrayList<>();
    private final List<FloatingIp> floatingIps = new ArrayList<>();
    private final List<Stray> strays = new ArrayList<>();

    /**
     * @param stackIds the stack of each cluster that exists at the start, by the cluster's name
     * @param projectId the id of a project by its name, which is null for the first one
     */
    public CloudInventory(
            CloudFixture world, Map<String, String> stackIds, Function<@Nullable String, String> projectId) {
        quotas = world.quotas();
        images = world.images().stream()
                .map(image -> new Image(
                        id(image.id(), "image:" + image.name()),
                        image.name(),
                        image.kubeVersion(),
                        image.osDistro(),
                        image.status()))
                .toList();
        flavors = world.flavors().stream()
                .map(flavor -> new Flavor(
                        Objects.requireNonNullElse(flavor.id(), flavor.name()),
                        flavor.name(),
                        flavor.vcpus(),
                        flavor.ram(),
                        flavor.disk()))
                .toList();
        networks = world.networks().stream()
                .map(network -> new Network(
                        id(network.id(), "network:" + network.name()),
                        network.name(),
                        network.external(),
                        id(null, "subnet:" + network.name())))
                .toList();
        keypairs = world.keypairs();
        volumeTypes = world.volumeTypes().isEmpty() ? List.of("__DEFAULT__") : world.volumeTypes();
        zones = world.zones().stream()
                .map(zone -> new Zone(
                        id(zone.id(), "zone:" + zone.name()),
                        zone.name(),
                        projectId.apply(zone.project()),
                        zone.recordsets()))
                .toList();
        for (CloudFixture.Volume volume : world.volumes()) {
            Map<String, String> metadata = new LinkedHashMap<>(volume.metadata());
            if (volume.cluster() != null) {
                metadata.put(CSI_CLUSTER, stack(stackIds, volume.cluster()));
            }
            volumes.add(new Volume(
                    id(volume.id(), "volume:" + volume.name()),
                    volume.name(),
                    volume.size(),
                    projectId.apply(volume.project()),
                    metadata,
                    false));
        }
        for (CloudFixture.LoadBalancer balancer : world.loadBalancers()) {
            loadBalancers.add(new LoadBalancer(
                    id(balancer.id(), "loadbalancer:" + balancer.name()),
                    name(balancer, stackIds),
                    Objects.requireNonNullElse(balancer.vip(), "10.0.0.100"),
                    projectId.apply(balancer.project())));
        }
        for (CloudFixture.FloatingIp ip : world.floatingIps()) {
            floatingIps.add(new FloatingIp(
                    id(null, "floatingip:" + ip.address()),
                    ip.address(),
                    description(ip, stackIds),
                    projectId.apply(ip.project()),
                    null));
        }
    }

    CloudFixture.Quotas quotas() {
        return quotas;
    }

    public List<Image> images() {
        return images;
    }

    public List<Flavor> flavors() {
        return flavors;
    }

    public List<Network> networks() {
        return networks;
    }

    public List<String> keypairs() {
        return keypairs;
    }

    public Optional<Image> image(String idOrName) {
        return images.stream()
                .filter(image -> idOrName.equals(image.id()) || idOrName.equals(image.name()))
                .findFirst();
    }

    public Optional<Flavor> flavor(String idOrName) {
        return flavors.stream()
                .filter(flavor -> idOrName.equals(flavor.id()) || idOrName.equals(flavor.name()))
                .findFirst();
    }

    public Optional<Network> network(String idOrName) {
        return networks.stream()
                .filter(network -> idOrName.equals(network.id()) || idOrName.equals(network.name()))
                .findFirst();
    }

    List<String> volumeTypes() {
        return volumeTypes;
    }

    List<Zone> zones() {
        return zones;
    }

    public synchronized List<Volume> volumes() {
        return List.copyOf(volumes);
    }

    public synchronized List<LoadBalancer> loadBalancers() {
        return List.copyOf(loadBalancers);
    }

    synchronized List<FloatingIp> floatingIps() {
        return List.copyOf(floatingIps);
    }

    synchronized List<Stray> strays() {
        return List.copyOf(strays);
    }

    synchronized void add(Stray stray) {
        strays.add(stray);
    }

    synchronized void add(LoadBalancer balancer) {
        loadBalancers.add(balancer);
    }

    synchronized void add(FloatingIp ip) {
        floatingIps.add(ip);
    }

    synchronized void add(Volume volume) {
        volumes.add(volume);
    }

    synchronized void remove(Stray stray) {
        strays.remove(stray);
    }

    synchronized void remove(FloatingIp ip) {
        floatingIps.remove(ip);
    }

    synchronized void remove(Volume volume) {
        volumes.remove(volume);
    }

    /** Takes a load balancer away with its port, which leaves the floating IP at that port free. */
    synchronized void remove(LoadBalancer balancer) {
        loadBalancers.remove(balancer);
        String port = vipPort(balancer.id());
        strays.removeIf(stray -> stray.id().equals(port));
        floatingIps.replaceAll(ip -> port.equals(ip.portId())
                ? new FloatingIp(ip.id(), ip.address(), ip.description(), ip.projectId(), null)
                : ip);
    }

    synchronized void bind(String floatingIp, String port) {
        floatingIps.replaceAll(ip -> ip.id().equals(floatingIp)
                ? new FloatingIp(ip.id(), ip.address(), ip.description(), ip.projectId(), port)
                : ip);
    }

    static String vipPort(String balancerId) {
        return id(null, "vip:" + balancerId);
    }

    /** Adds to, or replaces, the metadata of a volume; empty when there is no such volume in the project. */
    synchronized Optional<Volume> describe(
            String volumeId, String projectId, Map<String, String> metadata, boolean replace) {
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            if (volume.id().equals(volumeId) && volume.projectId().equals(projectId)) {
                Map<String, String> merged = replace ? new LinkedHashMap<>() : new LinkedHashMap<>(volume.metadata());
                merged.putAll(metadata);
                Volume described = new Volume(
                        volume.id(), volume.name(), volume.size(), volume.projectId(), merged, volume.attached());
                volumes.set(i, described);
                return Optional.of(described);
            }
        }
        return Optional.empty();
    }

    /**
     * Deletes what the janitor of the Cluster API provider deletes with a cluster: the load balancers and floating IPs
     * of its services, and the volumes of its Cinder CSI driver unless they are marked to be kept. The reclaim policy
     * of a persistent volume does not matter to it.
     */
    public synchronized void sweep(String stackId) {
        loadBalancers.removeIf(balancer -> balancer.name().startsWith(balancerPrefix(stackId)));
        floatingIps.removeIf(ip -> ip.description().startsWith("Floating IP for Kubernetes external service")
                && ip.description().endsWith("from cluster " + stackId));
        volumes.removeIf(volume -> stackId.equals(volume.metadata().get(CSI_CLUSTER))
                && !"true".equals(volume.metadata().get(KEEP)));
    }

    private static String name(CloudFixture.LoadBalancer balancer, Map<String, String> stackIds) {
        if (balancer.cluster() == null) {
            return balancer.name();
        }
        return balancerPrefix(stack(stackIds, balancer.cluster())) + balancer.name();
    }

    private static String description(CloudFixture.FloatingIp ip, Map<String, String> stackIds) {
        if (ip.cluster() == null) {
            return Objects.requireNonNullElse(ip.description(), "");
        }
        return "Floating IP for Kubernetes external service from cluster " + stack(stackIds, ip.cluster());
    }

    private static String balancerPrefix(String stackId) {
        return "kube_service_" + stackId + "_";
    }

    private static String stack(Map<String, String> stackIds, String cluster) {
        String stack = stackIds.get(cluster);
        if (stack == null) {
            throw new IllegalArgumentException(
                    "The world names the cluster " + cluster + " as an owner, but does not list it.");
        }
        return stack;
    }

    private static String id(@Nullable String given, String seed) {
        return Objects.requireNonNullElseGet(
                given,
                () -> UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                        .toString());
    }
}
