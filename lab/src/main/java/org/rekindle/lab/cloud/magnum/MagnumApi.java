// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.BusyTime;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.cloud.ClusterSnapshot;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Accounts;
import org.rekindle.lab.cloud.identity.Gatekeeper;
import org.rekindle.lab.cloud.identity.Keystone;
import org.rekindle.lab.cloud.services.CloudInventory;
import org.rekindle.lab.cloud.services.Server;

/** Magnum: its API and what works behind it. */
public final class MagnumApi implements AutoCloseable {

    /** Below the address of the server. */
    public static final String PATH = "/container-infra";

    private final Books books = new Books();
    private final CloudFixture world;
    private final Accounts accounts;
    private final Conductor conductor;
    private final Seeds seeds;

    public MagnumApi(
            CloudFixture world,
            Accounts accounts,
            CloudInventory inventory,
            ClusterMachines machines,
            LabClock clock,
            BusyTime busy,
            AuthorityMaker authorities) {
        this.world = world;
        this.accounts = accounts;
        this.conductor = new Conductor(books, machines, inventory, clock, world, busy, authorities);
        this.seeds = new Seeds(conductor, accounts);
        seeds.plantTemplates(world.templates());
    }

    /** A release name for each cluster of a world, which other services mark its belongings with. */
    public static Map<String, String> stackIds(CloudFixture world) {
        return Seeds.stackIds(world);
    }

    /**
     * Adds what Magnum answers to.
     *
     * @param baseUrl the address of the server, known when it listens
     */
    public void serve(Routes routes, Gatekeeper gatekeeper, Supplier<String> baseUrl, Consumer<Mutation> recorder) {
        Endpoints endpoints = new Endpoints(routes, gatekeeper, books, conductor.clock, recorder);
        Lookups lookups = new Lookups(conductor.inventory);
        Creation creation = new Creation(conductor, () -> baseUrl.get() + Keystone.PATH);
        Resize resize = new Resize(conductor);
        new ServiceApi(conductor).serve(routes, endpoints);
        new TemplateApi(books, conductor.clock, lookups).serve(endpoints);
        new ClusterApi(conductor, lookups, creation, resize).serve(endpoints);
        new ActionApi(conductor, resize).serve(endpoints);
        new NodeGroupApi(conductor, lookups).serve(endpoints);
        new CertificateApi(conductor).serve(endpoints);
        new CredentialApi(conductor, creation).serve(endpoints);
        new QuotaApi(books, conductor.clock, accounts::hasProject).serve(endpoints);
        endpoints.nothingElse();
    }

    /** Writes the world's clusters into the books and boots them; completes when their machines are ready. */
    public CompletableFuture<Void> plantClusters(Map<String, String> stackIds) {
        return seeds.plantClusters(world.clusters(), stackIds);
    }

    /** All clusters of all projects. */
    public List<ClusterSnapshot> clusters() {
        synchronized (books) {
            return books.clusters.stream().map(MagnumApi::snapshot).toList();
        }
    }

    /** The virtual machines of a project's clusters. */
    public List<Server> servers(String projectId) {
        synchronized (books) {
            return books.clusters.stream()
                    .filter(cluster -> cluster.projectId.equals(projectId) && cluster.booted)
                    .flatMap(cluster -> Servers.of(cluster).stream())
                    .toList();
        }
    }

    /**
     * Takes a template away, as the operator of the cloud does; Magnum does not allow it while a cluster uses it.
     *
     * @param identifier a UUID or a name
     */
    public void removeTemplate(String identifier) {
        synchronized (books) {
            StoredTemplate template = books.templates.stream()
                    .filter(one -> one.uuid().equals(identifier) || one.name().equals(identifier))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("There is no template " + identifier + "."));
            if (books.inUse(template)) {
                throw new IllegalStateException(
                        "The template " + identifier + " is used by a cluster and cannot be removed.");
            }
            books.templates.remove(template);
        }
    }

    @Override
    public void close() {
        conductor.close();
    }

    private static ClusterSnapshot snapshot(Cluster cluster) {
        return new ClusterSnapshot(
                cluster.uuid,
                cluster.name,
                cluster.projectId,
                cluster.stackId,
                cluster.template.uuid(),
                cluster.template.name(),
                cluster.status.name(),
                cluster.statusReason,
                cluster.coeVersion,
                cluster.apiAddress,
                cluster.createdAt,
                cluster.certificatesIssuedAt);
    }
}
