// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.cloud.http.CloudSession;
import org.rekindle.lab.cloud.identity.Catalogue;
import org.rekindle.lab.cloud.identity.Gatekeeper;
import org.rekindle.lab.cloud.simulated.CloudsYamlFile;
import org.rekindle.lab.cloud.simulated.SurroundingServices;
import org.rekindle.lab.plane.ManagementCluster;
import org.rekindle.lab.plane.PlaneBinaries;
import org.rekindle.lab.plane.PlaneSettings;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.plane.WhileValid;
import org.rekindle.lab.process.FreePorts;
import org.rekindle.lab.process.ResourceStack;
import org.rekindle.lab.tools.LabTools;
import org.rekindle.worker.tools.Progress;
import org.rekindle.worker.tools.Surroundings;
import org.rekindle.worker.tools.ToolFinder;

/**
 * A real Keystone and a real Magnum with the driver for Cluster API, whose helm installs a stand-in chart into a management
 * cluster with the real controllers of Cluster API. Machines are in memory, and the services around are the simulated ones.
 *
 * <p>Everything runs as processes of this machine's user, ends with {@link #close}, and with this process however it ends.
 */
public final class RealOpenStackLab implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final Duration PLANE = Duration.ofSeconds(90);

    private final ResourceStack resources = new ResourceStack();
    private final CloudFixture world;
    private final Path folder;
    private final IdentityServer keystone;
    private final Tenants tenants;
    private final ManagementCluster management;
    private final String magnumUrl;
    private final SurroundingServices neighbours;
    private final MagnumChanges changes;
    private final ServingCertificates certificates;
    private final @Nullable WorkloadPlanes planes;
    private final Map<String, CloudSession> watchers = new ConcurrentHashMap<>();

    /**
     * Installs what is missing, starts everything and makes the world's projects, users and templates.
     *
     * @param folder everything that it writes; must be empty
     */
    public RealOpenStackLab(CloudFixture world, Path folder, ToolFinder tools, Progress progress) throws IOException {
        this(world, folder, tools, progress, null);
    }

    /**
     * The same, with a real control plane for each cluster.
     *
     * @param workloads how they behave; null where the imitation of an API server in memory is enough
     */
    public RealOpenStackLab(
            CloudFixture world, Path folder, ToolFinder tools, Progress progress, @Nullable PlaneSettings workloads)
            throws IOException {
        this.world = world;
        this.folder = folder.toAbsolutePath();
        Path cache = Surroundings.ofThisProcess().cacheFolder();
        Path logs = Files.createDirectories(this.folder.resolve("logs"));
        try {
            PythonPackages python = PythonPackages.ensure(cache, progress);
            PlaneBinaries binaries = binaries(tools, progress);
            Path helm = tools.ensure(LabTools.HELM, progress);
            Map<Provider, Path> controllers = new EnumMap<>(Provider.class);
            for (Provider provider : Provider.values()) {
                controllers.put(provider, tools.ensure(provider.tool(), progress));
            }
            Definitions definitions =
                    Definitions.ensure(tools, cache, tools.version(LabTools.CLUSTER_API_CORE), progress);

            progress.say("starting the management cluster");
            management = resources.closes(
                    "management cluster", new ManagementCluster(this.folder.resolve("management"), binaries, PLANE));
            management.start();
            Path servingCertificates = this.folder.resolve("serving-certificates");
            certificates = new ServingCertificates(management.client(), servingCertificates);
            progress.say("starting the controllers of Cluster API");
            resources.closes(
                    "Cluster API",
                    ClusterApiControllers.start(
                            management,
                            definitions,
                            controllers::get,
                            new ClusterApiControllers.Ways(
                                    servesOldVersion(world), servingCertificates, workloads != null),
                            logs));
            resources.closes("nudges", new DeletionNudges(management.client())).start();
            if (workloads == null) {
                planes = null;
            } else {
                planes = resources.closes("control planes", new WorkloadPlanes(management.client(), workloads));
                planes.start();
            }
            int chartPort = FreePorts.take();
            resources.closes("charts", ChartRepository.start(helm, this.folder.resolve("charts"), chartPort, logs));

            progress.say("starting MariaDB");
            Database database = resources.closes(
                    "MariaDB", Database.start(this.folder.resolve("database"), FreePorts.take(), logs));
            progress.say("starting Keystone");
            keystone = resources.closes(
                    "Keystone",
                    IdentityServer.start(python, database, this.folder.resolve("keystone"), FreePorts.take(), logs));
            progress.say("making projects, users and the catalogue");
            tenants = Tenants.make(keystone, world);
            neighbours = resources.closes(
                    "services around Magnum",
                    new SurroundingServices(
                            world,
                            new Gatekeeper(new KeystoneTokens(keystone)),
                            tenants::projectId,
                            new CapiServers(management.client())::of));
            resources
                    .closes("janitor", new Janitor(management.client(), neighbours::sweep))
                    .start();
            int magnumPort = FreePorts.take();
            changes = new MagnumChanges(this.folder.resolve("magnum"));
            magnumUrl = "http://127.0.0.1:" + magnumPort;
            tenants.publish(endpoints(neighbours.baseUrl()));
            progress.say("starting Magnum");
            resources.closes(
                    "Magnum",
                    MagnumServer.start(
                            python,
                            new MagnumServer.Dependencies(
                                    keystone.url(),
                                    tenants.magnumPassword(),
                                    database.connection("magnum"),
                                    management.kubeconfig(),
                                    helm,
                                    ChartRepository.url(chartPort),
                                    world.site().defaultChartVersion()),
                            this.folder.resolve("magnum"),
                            magnumPort,
                            logs));
            CloudsYamlFile.write(cloudsFile(), tenants.clouds());
            progress.say("making the world's templates");
            new TemplateMaker(world, tenants, magnumUrl).make();
        } catch (IOException | RuntimeException failed) {
            resources.close();
            throw failed;
        }
    }

    /** Makes the world's clusters, which takes about a minute; what belongs to them is not made. */
    public void makeClusters(Progress progress) {
        makeClusters(progress, (blueprint, cluster) -> {});
    }

    /** The same, with furniture in those that have a real control plane. */
    public void makeClusters(Progress progress, WhileValid furniture) {
        new FixtureClusters(tenants, magnumUrl, certificates, planes, furniture).make(world.clusters(), progress);
    }

    /** Makes one more cluster. */
    public void makeCluster(CloudFixture.Cluster cluster, Progress progress) {
        new FixtureClusters(tenants, magnumUrl, certificates, planes, (blueprint, live) -> {})
                .make(List.of(cluster), progress);
    }

    /** Has Magnum delete all clusters of a project; does not wait for it. */
    public void deleteClusters(String project) {
        CloudSession member = watcher(project);
        clusters(project).keySet().forEach(uuid -> {
            CloudSession.Answer answer = member.send("DELETE", magnumUrl + "/v1/clusters/" + uuid, null);
            if (answer.status() != 404) {
                answer.ok("deleting " + uuid);
            }
        });
    }

    /** The addresses of Keystone, Magnum and what is around, without a path. */
    public List<String> addresses() {
        return List.of(keystone.url().replaceFirst("/v3$", ""), magnumUrl, neighbours.baseUrl());
    }

    /**
     * An entry of a {@code clouds.yaml}.
     *
     * @param login the name of a user or of an application credential
     */
    public Map<String, Object> cloud(String login) {
        return Objects.requireNonNull(tenants.clouds().get(login), () -> "no user logs in as " + login);
    }

    /** The control planes of a project, as Cluster API has them. */
    public List<ControlPlaneSight> controlPlanes(String project) {
        return CapiCluster.of(management.client(), "magnum-" + tenants.projectId(project)).stream()
                .map(CapiCluster::sight)
                .toList();
    }

    /** The UUIDs of a project's clusters of which Cluster API or the driver's secrets know something. */
    public Set<String> remains(String project) {
        return management
                .client()
                .secrets()
                .inNamespace("magnum-" + tenants.projectId(project))
                .withLabel(CapiCluster.UUID)
                .list()
                .getItems()
                .stream()
                .map(secret -> secret.getMetadata().getLabels().get(CapiCluster.UUID))
                .collect(Collectors.toSet());
    }

    /** The clusters' control planes. */
    public RealMachines machines() {
        return Objects.requireNonNull(planes, "this lab has no real control planes")
                .machines();
    }

    /** The volumes of the first project, as the drivers of its clusters have them. */
    public CloudVolumes blockStorage() {
        return neighbours.blockStorage(tenants.projectId(null));
    }

    /** What has been changed, or tried, through Magnum's API up to now. */
    public Mutations mutations() {
        return changes.read();
    }

    /** The statuses of all clusters of all projects, by their UUIDs. */
    public Map<String, String> clusters() {
        Map<String, String> statuses = new HashMap<>();
        world.projects().forEach(project -> statuses.putAll(clusters(project.name())));
        return statuses;
    }

    /** The statuses of the clusters of a project, by their UUIDs. */
    public Map<String, String> clusters(String project) {
        Map<String, String> statuses = new HashMap<>();
        CloudSession.Answer answer = watcher(project).send("GET", magnumUrl + "/v1/clusters", null);
        if (answer.status() == UNAUTHORIZED) {
            // A lab may stand for longer than a token lives.
            watchers.remove(project);
            answer = watcher(project).send("GET", magnumUrl + "/v1/clusters", null);
        }
        answer.ok("listing clusters")
                .path("clusters")
                .forEach(cluster -> statuses.put(
                        cluster.path("uuid").asText(), cluster.path("status").asText()));
        return statuses;
    }

    /** One log-in for each project: a password takes Keystone a quarter of a second. */
    private CloudSession watcher(String project) {
        return watchers.computeIfAbsent(project, name -> tenants.login(tenants.member(name)));
    }

    /** The address of Keystone, {@code http://127.0.0.1:port/v3}. */
    public String identityUrl() {
        return keystone.url();
    }

    /** The address of Magnum, without the version at its end. */
    public String magnumUrl() {
        return magnumUrl;
    }

    /**
     * Lets a cluster's API server serve a certificate that was issued then and lasts a year, and cuts the connections to it.
     *
     * @param project the name of the project that it belongs to
     * @param cluster its name in Cluster API, which is Magnum's {@code cluster_id}
     */
    public void reissue(String project, String cluster, Instant issuedAt) {
        certificates.replace("magnum-" + tenants.projectId(project), cluster, issuedAt);
    }

    /**
     * A worker as Cluster API knows it.
     *
     * @param deleting whether it is doomed: a deletion cannot be taken back
     */
    public record Worker(String name, boolean deleting) {}

    /** The workers of a cluster; parameters as in {@link #reissue}. */
    public List<Worker> workers(String project, String cluster) {
        return management
                .client()
                .genericKubernetesResources("cluster.x-k8s.io/v1beta2", "Machine")
                .inNamespace("magnum-" + tenants.projectId(project))
                .withLabel("capi.stackhpc.com/cluster", cluster)
                .withLabel("capi.stackhpc.com/component", "worker")
                .list()
                .getItems()
                .stream()
                .map(GenericKubernetesResource::getMetadata)
                .map(machine -> new Worker(machine.getName(), machine.getDeletionTimestamp() != null))
                .toList();
    }

    /** OpenStack's own {@code clouds.yaml}, with an entry for each user and application credential. */
    public Path cloudsFile() {
        return folder.resolve("clouds.yaml");
    }

    @Override
    public void close() {
        resources.close();
    }

    private List<Tenants.Endpoint> endpoints(String around) {
        List<Tenants.Endpoint> endpoints = new ArrayList<>();
        for (Catalogue.Service service : Catalogue.services()) {
            switch (service.type()) {
                case "identity" -> {
                    // Keystone has published itself.
                }
                case "container-infra" ->
                    endpoints.add(new Tenants.Endpoint(service.type(), service.name(), magnumUrl + "/v1"));
                default ->
                    endpoints.add(new Tenants.Endpoint(
                            service.type(),
                            service.name(),
                            around + service.path().replace("%s", "$(project_id)s")));
            }
        }
        return endpoints;
    }

    /** CAPO serves {@code v1alpha7} until 0.11. */
    private static boolean servesOldVersion(CloudFixture world) {
        String[] version = world.site().capoVersion().split("\\.", -1);
        return Integer.parseInt(version[0]) == 0 && Integer.parseInt(version[1]) < 12;
    }

    private static PlaneBinaries binaries(ToolFinder tools, Progress progress) {
        return new PlaneBinaries(
                tools.ensure(LabTools.ETCD, progress),
                tools.ensure(LabTools.KUBE_APISERVER, progress),
                tools.ensure(LabTools.KUBE_CONTROLLER_MANAGER, progress),
                tools.ensure(LabTools.KUBE_SCHEDULER, progress),
                tools.ensure(LabTools.KWOK, progress));
    }
}
