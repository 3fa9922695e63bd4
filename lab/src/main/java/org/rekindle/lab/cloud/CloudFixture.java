// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the simulated cloud contains when it starts. Read from a scenario's YAML by its component names, or put together
 * with {@link CloudFixtureBuilder}; what is left out takes the value that the component's documentation names.
 *
 * <p>Things refer to each other by name. Identifiers may be given, and are made up where they are not.
 *
 * @param projects at least one; the first one owns what names no project
 * @param users at least one; the first one owns what names no user
 * @param tokenLifetime virtual time for which a Keystone token is valid; one hour if not given
 * @param quotas how much each project may have
 */
public record CloudFixture(
        List<Project> projects,
        List<User> users,
        List<Image> images,
        List<Flavor> flavors,
        List<String> keypairs,
        List<Network> networks,
        List<String> volumeTypes,
        List<Template> templates,
        List<Cluster> clusters,
        List<Volume> volumes,
        List<LoadBalancer> loadBalancers,
        List<FloatingIp> floatingIps,
        List<Zone> zones,
        Site site,
        Timings timings,
        Duration tokenLifetime,
        Quotas quotas) {

    public CloudFixture {
        projects = orEmpty(projects);
        users = orEmpty(users);
        images = orEmpty(images);
        flavors = orEmpty(flavors);
        keypairs = orEmpty(keypairs);
        networks = orEmpty(networks);
        volumeTypes = orEmpty(volumeTypes);
        templates = orEmpty(templates);
        clusters = orEmpty(clusters);
        volumes = orEmpty(volumes);
        loadBalancers = orEmpty(loadBalancers);
        floatingIps = orEmpty(floatingIps);
        zones = orEmpty(zones);
        site = Objects.requireNonNullElseGet(site, Site::usual);
        timings = Objects.requireNonNullElseGet(timings, Timings::usual);
        tokenLifetime = Objects.requireNonNullElse(tokenLifetime, Duration.ofHours(1));
        quotas = Objects.requireNonNullElseGet(quotas, Quotas::usual);
        if (projects.isEmpty() || users.isEmpty()) {
            throw new IllegalArgumentException("A world needs at least one project and one user; add them to it.");
        }
    }

    /** The same without its clusters and what belongs to them. */
    public CloudFixture withoutClusters() {
        return new CloudFixture(
                projects,
                users,
                images,
                flavors,
                keypairs,
                networks,
                volumeTypes,
                templates,
                List.of(),
                volumes.stream().filter(volume -> volume.cluster() == null).toList(),
                loadBalancers.stream()
                        .filter(balancer -> balancer.cluster() == null)
                        .toList(),
                floatingIps.stream().filter(ip -> ip.cluster() == null).toList(),
                zones,
                site,
                timings,
                tokenLifetime,
                quotas);
    }

    /** A Keystone project in the domain {@code Default}. */
    public record Project(String name, @Nullable String id) {}

    /**
     * A Keystone user in the domain {@code Default}.
     *
     * @param role {@code reader}, {@code member} or {@code admin}; {@code member} if not given
     * @param project the project in which the user has the role; the first one if not given
     */
    public record User(
            String name,
            @Nullable String id,
            String password,
            @Nullable String project,
            String role,
            List<ApplicationCredential> applicationCredentials) {

        public User {
            role = Objects.requireNonNullElse(role, "member");
            applicationCredentials = orEmpty(applicationCredentials);
            if (!List.of("reader", "member", "admin").contains(role)) {
                throw new IllegalArgumentException(
                        "The user " + name + " has the role " + role + "; it must be reader, member or admin.");
            }
        }

        /** Names the user only: the password stays out of logs. */
        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }

    /**
     * An application credential of a user.
     *
     * @param unrestricted whether it may create further application credentials, which creating a cluster needs; false
     *     if not given, as in Keystone
     * @param lasts how long it is valid from the start of the cloud on; for ever if not given
     */
    public record ApplicationCredential(
            String id,
            String name,
            String secret,
            Boolean unrestricted,
            @Nullable Duration lasts) {

        public ApplicationCredential {
            unrestricted = Objects.requireNonNullElse(unrestricted, false);
        }

        /** One that is valid for ever. */
        public ApplicationCredential(String id, String name, String secret, Boolean unrestricted) {
            this(id, name, secret, unrestricted, null);
        }

        /** Names the credential only: the secret stays out of logs. */
        @Override
        public String toString() {
            return "ApplicationCredential[" + id + "]";
        }
    }

    /**
     * A Glance image.
     *
     * @param kubeVersion the property {@code kube_version} that the driver takes the Kubernetes version from
     * @param osDistro the property {@code os_distro} that Magnum asks for; absent if null
     * @param status Glance's word for it, {@code active} if not given; an operator makes it {@code deactivated}
     */
    public record Image(
            String name,
            @Nullable String id,
            @Nullable String kubeVersion,
            @Nullable String osDistro,
            String status) {

        public Image {
            status = Objects.requireNonNullElse(status, "active");
        }

        /** An image that is active. */
        public Image(String name, @Nullable String id, @Nullable String kubeVersion, @Nullable String osDistro) {
            this(name, id, kubeVersion, osDistro, "active");
        }
    }

    /**
     * A Nova flavor.
     *
     * @param ram in MiB
     * @param disk in GiB
     */
    public record Flavor(String name, @Nullable String id, int vcpus, int ram, int disk) {}

    /** A Neutron network with one subnet of the name {@code <name>-subnet}. */
    public record Network(String name, @Nullable String id, Boolean external) {

        public Network {
            external = Objects.requireNonNullElse(external, false);
        }
    }

    /**
     * A Magnum cluster template.
     *
     * @param networkDriver {@code calico} if not given
     */
    public record Template(
            String name,
            @Nullable String uuid,
            String image,
            String flavor,
            @Nullable String masterFlavor,
            String externalNetwork,
            @Nullable String fixedNetwork,
            String networkDriver,
            @Nullable String keypair,
            Map<String, String> labels,
            @JsonProperty("public") Boolean isPublic,
            Boolean masterLoadBalancer,
            @Nullable String project) {

        public Template {
            networkDriver = Objects.requireNonNullElse(networkDriver, "calico");
            isPublic = Objects.requireNonNullElse(isPublic, false);
            masterLoadBalancer = Objects.requireNonNullElse(masterLoadBalancer, false);
            labels = labels == null ? Map.of() : labels;
        }
    }

    /**
     * A cluster that exists at the start, in {@code CREATE_COMPLETE}.
     *
     * @param age real time since its creation, which is when its leaf certificates were issued; zero if not given
     * @param nodeGroups the node groups beside {@code default-master} and {@code default-worker}
     * @param labels the cluster's own labels; the template's are merged in
     */
    public record Cluster(
            String name,
            @Nullable String uuid,
            String template,
            @Nullable String project,
            @Nullable String user,
            Integer masterCount,
            Integer nodeCount,
            @Nullable String keypair,
            @Nullable String fixedNetwork,
            Map<String, String> labels,
            List<NodeGroup> nodeGroups,
            Duration age) {

        public Cluster {
            masterCount = Objects.requireNonNullElse(masterCount, 1);
            nodeCount = Objects.requireNonNullElse(nodeCount, 1);
            labels = labels == null ? Map.of() : labels;
            nodeGroups = orEmpty(nodeGroups);
            age = Objects.requireNonNullElse(age, Duration.ZERO);
        }

        /** The same one under another name, in another project. */
        public Cluster named(String otherName, String otherProject) {
            return new Cluster(
                    otherName,
                    uuid,
                    template,
                    otherProject,
                    user,
                    masterCount,
                    nodeCount,
                    keypair,
                    fixedNetwork,
                    labels,
                    nodeGroups,
                    age);
        }
    }

    /**
     * A node group of a cluster that exists at the start.
     *
     * @param max the autoscaler's upper bound, none if null
     */
    public record NodeGroup(
            String name,
            String flavor,
            Integer count,
            Integer min,
            @Nullable Integer max) {

        public NodeGroup {
            count = Objects.requireNonNullElse(count, 1);
            min = Objects.requireNonNullElse(min, 0);
        }
    }

    /**
     * A Cinder volume.
     *
     * @param cluster the name of the cluster that the Cinder CSI driver made it for, none if null
     * @param size in GiB
     * @param metadata further properties, such as {@code janitor.capi.azimuth-cloud.com/keep: "true"}
     */
    public record Volume(
            String name,
            @Nullable String id,
            Integer size,
            @Nullable String cluster,
            Map<String, String> metadata,
            @Nullable String project) {

        public Volume {
            size = Objects.requireNonNullElse(size, 1);
            metadata = metadata == null ? Map.of() : metadata;
        }
    }

    /**
     * An Octavia load balancer.
     *
     * @param cluster the name of the cluster that the cloud controller made it for, none if null; the load balancer
     *     is then called {@code kube_service_<stack>_<name>}
     */
    public record LoadBalancer(
            String name,
            @Nullable String id,
            @Nullable String vip,
            @Nullable String cluster,
            @Nullable String project) {}

    /** A Neutron floating IP; {@code cluster} as with load balancers. */
    public record FloatingIp(
            String address,
            @Nullable String description,
            @Nullable String cluster,
            @Nullable String project) {}

    /** A Designate zone; names end with a dot. */
    public record Zone(
            String name,
            @Nullable String id,
            List<Recordset> recordsets,
            @Nullable String project) {

        public Zone {
            recordsets = orEmpty(recordsets);
        }
    }

    /** A set of DNS records; {@code ttl} in seconds, 300 if not given. */
    public record Recordset(String name, String type, List<String> records, Integer ttl) {

        public Recordset {
            ttl = Objects.requireNonNullElse(ttl, 300);
            records = orEmpty(records);
        }
    }

    /**
     * What the operator of the cloud has set up behind Magnum.
     *
     * @param capoVersion the Cluster API provider for OpenStack, which decides what chart can be installed; 0.11.3
     * @param defaultChartVersion the chart that the driver takes when a template names none; 0.10.1, as with
     *     magnum-capi-helm 1.2 to 1.4
     * @param dashboardDefunct whether the Kubernetes dashboard add-on, which the driver deploys unless a label says
     *     no, never gets ready and so keeps a working cluster in {@code CREATE_IN_PROGRESS}
     * @param chartRepository the address shown in error messages about charts
     * @param chartsThatFail versions of the chart that exist and do not render, each with what its template says: {@code
     *     (openstack-cluster/templates/cluster.yaml:1:4): a value is missing}; none if not given
     */
    public record Site(
            String capoVersion,
            String defaultChartVersion,
            Boolean dashboardDefunct,
            String chartRepository,
            Map<String, String> chartsThatFail) {

        public Site {
            capoVersion = Objects.requireNonNullElse(capoVersion, "0.11.3");
            defaultChartVersion = Objects.requireNonNullElse(defaultChartVersion, "0.10.1");
            dashboardDefunct = Objects.requireNonNullElse(dashboardDefunct, false);
            chartRepository = Objects.requireNonNullElse(chartRepository, "https://charts.cloud.example/capi");
            chartsThatFail = chartsThatFail == null ? Map.of() : Map.copyOf(chartsThatFail);
        }

        /** The site of magnum-capi-helm 1.4.0 with CAPO 0.11.3 and a dashboard that works. */
        @SuppressWarnings("NullAway") // The constructor replaces each null by the usual value.
        public static Site usual() {
            return new Site(null, null, null, null, null);
        }
    }

    /**
     * How long things take, in virtual time.
     *
     * @param create from the request to {@code CREATE_COMPLETE}, at least; the machines may take longer. 10 minutes
     * @param upgrade one upgrade step, before the machines are rolled. 10 minutes
     * @param resize 3 minutes
     * @param delete 5 minutes
     * @param lag between the answer to a request that Magnum casts to its conductor and the first effect. 2 seconds
     * @param apiAddress from the request until {@code api_address} shows; from half of it on there is {@code https://:0}. 1
     *     minute
     * @param healthPoll between two looks of Magnum at a cluster's health. 1 minute
     */
    public record Timings(
            Duration create,
            Duration upgrade,
            Duration resize,
            Duration delete,
            Duration lag,
            Duration apiAddress,
            Duration healthPoll) {

        public Timings {
            create = Objects.requireNonNullElse(create, Duration.ofMinutes(10));
            upgrade = Objects.requireNonNullElse(upgrade, Duration.ofMinutes(10));
            resize = Objects.requireNonNullElse(resize, Duration.ofMinutes(3));
            delete = Objects.requireNonNullElse(delete, Duration.ofMinutes(5));
            lag = Objects.requireNonNullElse(lag, Duration.ofSeconds(2));
            apiAddress = Objects.requireNonNullElse(apiAddress, Duration.ofMinutes(1));
            healthPoll = Objects.requireNonNullElse(healthPoll, Duration.ofMinutes(1));
        }

        /** The values named above. */
        @SuppressWarnings("NullAway") // The constructor replaces each null by the usual value.
        public static Timings usual() {
            return new Timings(null, null, null, null, null, null, null);
        }
    }

    /**
     * How much each project may have; -1 for no limit. How many clusters is Magnum's own quota, which its API sets.
     *
     * @param instances 100
     * @param cores 500
     * @param ram in MiB; 1,000,000
     * @param volumes 100
     * @param gigabytes 10,000
     * @param networks 100, and so many subnets
     * @param routers 10
     * @param ports 500
     * @param securityGroups 100
     * @param floatingIps 50
     * @param loadBalancers 50
     */
    public record Quotas(
            Integer instances,
            Integer cores,
            Integer ram,
            Integer volumes,
            Integer gigabytes,
            Integer networks,
            Integer routers,
            Integer ports,
            Integer securityGroups,
            Integer floatingIps,
            Integer loadBalancers) {

        public Quotas {
            instances = Objects.requireNonNullElse(instances, 100);
            cores = Objects.requireNonNullElse(cores, 500);
            ram = Objects.requireNonNullElse(ram, 1_000_000);
            volumes = Objects.requireNonNullElse(volumes, 100);
            gigabytes = Objects.requireNonNullElse(gigabytes, 10_000);
            networks = Objects.requireNonNullElse(networks, 100);
            routers = Objects.requireNonNullElse(routers, 10);
            ports = Objects.requireNonNullElse(ports, 500);
            securityGroups = Objects.requireNonNullElse(securityGroups, 100);
            floatingIps = Objects.requireNonNullElse(floatingIps, 50);
            loadBalancers = Objects.requireNonNullElse(loadBalancers, 50);
        }

        /** The values named above. */
        @SuppressWarnings("NullAway") // The constructor replaces each null by the usual value.
        public static Quotas usual() {
            return new Quotas(null, null, null, null, null, null, null, null, null, null, null);
        }

        /** The usual values, but for instances and cores. */
        @SuppressWarnings("NullAway") // The constructor replaces each null by the usual value.
        public static Quotas ofMachines(int instances, int cores) {
            return new Quotas(instances, cores, null, null, null, null, null, null, null, null, null);
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
