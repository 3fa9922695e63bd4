// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.simulated;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.rekindle.lab.cloud.AuthorityMaker;
import org.rekindle.lab.cloud.BusyTime;
import org.rekindle.lab.cloud.CertificateAuthorities;
import org.rekindle.lab.cloud.Cloud;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.cloud.ClusterMachines;
import org.rekindle.lab.cloud.ClusterSnapshot;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.Mutations;
import org.rekindle.lab.cloud.http.Gateway;
import org.rekindle.lab.cloud.http.Routes;
import org.rekindle.lab.cloud.identity.Accounts;
import org.rekindle.lab.cloud.identity.Gatekeeper;
import org.rekindle.lab.cloud.identity.Keystone;
import org.rekindle.lab.cloud.identity.Tokens;
import org.rekindle.lab.cloud.magnum.MagnumApi;
import org.rekindle.lab.cloud.services.CloudInventory;
import org.rekindle.lab.cloud.services.Debris;
import org.rekindle.lab.cloud.services.ProjectVolumes;

/**
 * An OpenStack to practise on: Keystone, Magnum and the services around them, over HTTP on a free port of 127.0.0.1.
 *
 * <p>It listens, and the clusters of its world begin to boot, when the constructor returns. It does not close the
 * {@link ClusterMachines} it is given.
 */
public final class SimulatedOpenStack implements Cloud {

    private final CloudFixture world;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Keystone keystone;
    private final MagnumApi magnum;
    private final CloudInventory inventory;
    private final Gateway gateway;
    private final BusyTime busy = new BusyTime();
    private final Queue<Mutation> mutations = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> ready;

    /** Starts the cloud. */
    public SimulatedOpenStack(CloudFixture world, ClusterMachines machines, LabClock clock, CloudFaults faults) {
        this(world, machines, clock, faults, CertificateAuthorities::make);
    }

    /** Starts the cloud with certificate authorities that were made elsewhere. */
    public SimulatedOpenStack(
            CloudFixture world,
            ClusterMachines machines,
            LabClock clock,
            CloudFaults faults,
            AuthorityMaker authorities) {
        this.world = world;
        this.accounts = new Accounts(world, clock);
        this.tokens = new Tokens(clock, world.tokenLifetime());
        Gatekeeper gatekeeper = new Gatekeeper(tokens);
        this.keystone = new Keystone(accounts, tokens, gatekeeper);
        Map<String, String> stackIds = MagnumApi.stackIds(world);
        this.inventory = new CloudInventory(world, stackIds, accounts::projectId);
        this.magnum = new MagnumApi(world, accounts, inventory, machines, clock, busy, authorities);
        AtomicReference<String> baseUrl = new AtomicReference<>("");
        Routes routes = routes(gatekeeper, clock, baseUrl::get);
        this.gateway = new Gateway(routes, faults, clock, tokens::expireAll);
        baseUrl.set(gateway.baseUrl());
        try {
            this.ready = magnum.plantClusters(stackIds);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Routes routes(Gatekeeper gatekeeper, LabClock clock, Supplier<String> baseUrl) {
        Routes routes = new Routes();
        keystone.serve(routes);
        SurroundingServices.serve(routes, gatekeeper, inventory, magnum::servers, clock, mutations::add);
        magnum.serve(routes, gatekeeper, baseUrl, mutations::add);
        return routes;
    }

    @Override
    public String identityUrl() {
        return gateway.baseUrl() + Keystone.PATH;
    }

    @Override
    public String magnumUrl() {
        return gateway.baseUrl() + MagnumApi.PATH;
    }

    @Override
    public void awaitReady() {
        ready.join();
    }

    /** Completes when the machines of all clusters of the world are ready; fails when those of one do. */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    @Override
    public void writeCloudsYaml(Path file) throws IOException {
        Map<String, Map<String, Object>> clouds = new LinkedHashMap<>();
        for (CloudFixture.User user : world.users()) {
            clouds.put(user.name(), CloudsYamlFile.password(identityUrl(), user, projectOf(user)));
            for (CloudFixture.ApplicationCredential credential : user.applicationCredentials()) {
                clouds.put(credential.name(), CloudsYamlFile.credential(identityUrl(), credential));
            }
        }
        CloudsYamlFile.write(file, clouds);
    }

    /**
     * Writes a {@code clouds.yaml} with one entry.
     *
     * @param cloud the name of the entry
     * @param login the name of a user or of an application credential of the world
     */
    public void writeCloudsYaml(Path file, String cloud, String login) throws IOException {
        for (CloudFixture.User user : world.users()) {
            if (user.name().equals(login)) {
                CloudsYamlFile.write(
                        file, Map.of(cloud, CloudsYamlFile.password(identityUrl(), user, projectOf(user))));
                return;
            }
            for (CloudFixture.ApplicationCredential credential : user.applicationCredentials()) {
                if (credential.name().equals(login)) {
                    CloudsYamlFile.write(file, Map.of(cloud, CloudsYamlFile.credential(identityUrl(), credential)));
                    return;
                }
            }
        }
        throw new IllegalArgumentException(
                "The world has neither a user nor an application credential of the name " + login + ".");
    }

    @Override
    public Mutations mutations() {
        return new Mutations(List.copyOf(mutations));
    }

    @Override
    public int clustersLeft() {
        return clusters().size();
    }

    /** All clusters in the books, of all projects. */
    public List<ClusterSnapshot> clusters() {
        return magnum.clusters();
    }

    /** The names of all volumes that exist. */
    public List<String> volumes() {
        return inventory.volumes().stream().map(CloudInventory.Volume::name).toList();
    }

    /** The names of all load balancers that exist. */
    public List<String> loadBalancers() {
        return inventory.loadBalancers().stream()
                .map(CloudInventory.LoadBalancer::name)
                .toList();
    }

    /** The volumes of the first project, as the drivers of its clusters have them. */
    public CloudVolumes blockStorage() {
        return new ProjectVolumes(inventory, accounts.projectId(null));
    }

    /** Leaves things behind in the first project. */
    public Debris debris() {
        return new Debris(inventory, accounts.projectId(null));
    }

    @Override
    public Duration cloudTime() {
        return busy.total();
    }

    /** Whether no cluster is in progress and no accepted request waits to be carried out. */
    public boolean idle() {
        return busy.idle();
    }

    /**
     * Takes a template away as the operator of the cloud does.
     *
     * @param identifier a UUID or a name
     * @throws IllegalStateException when a cluster uses it, since Magnum does not allow that
     */
    public void removeTemplate(String identifier) {
        magnum.removeTemplate(identifier);
    }

    /** Makes every token useless that has been given out so far; new ones can be had. */
    public void expireTokens() {
        tokens.expireAll();
    }

    @Override
    public Set<String> tokensGivenOut() {
        return tokens.givenOut();
    }

    /** Makes an application credential useless for good, with the tokens that were got with it. */
    public void revokeCredential(String credentialId) {
        keystone.revokeCredential(credentialId);
    }

    /** Refuses every connection from now on and cuts the open ones, or accepts them again at the same address. */
    public void setUnreachable(boolean unreachable) {
        gateway.setUnreachable(unreachable);
    }

    /** Stops to listen and to work. The machines go on. */
    @Override
    public void close() {
        gateway.close();
        magnum.close();
    }

    private String projectOf(CloudFixture.User user) {
        return Objects.requireNonNullElse(
                user.project(), world.projects().get(0).name());
    }
}
