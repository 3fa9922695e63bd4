// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.hub.FrontLogin;
import org.rekindle.lab.hub.HubAddresses;
import org.rekindle.lab.hub.HubSettings;
import org.rekindle.lab.hub.HubSite;
import org.rekindle.lab.hub.LabCharts;
import org.rekindle.lab.hub.SimulatedHubs;
import org.rekindle.lab.hub.SimulatedRegistry;
import org.rekindle.lab.hub.WayIn;
import org.rekindle.lab.plane.RealMachines;
import org.rekindle.lab.process.OwnerOnly;

/** Hubs that answer as we believe that real ones do, for the Deployments that a cluster has. */
final class SimulatedHubsOfRun implements HubsOfRun {

    private final HubSecrets secrets = HubSecrets.of("lab+builder");
    private final Path folder;
    private final SimulatedHubs web;
    private final HubAddresses addresses;

    SimulatedHubsOfRun(Scenario scenario, HubSite site, RealMachines machines, Path folder) {
        this.folder = folder;
        this.web = new SimulatedHubs(
                        machines::current,
                        new SimulatedRegistry(secrets.user(), secrets.password()),
                        HubSettings.faster(scenario.speedUp(), scenario.passesWebsockets(), login(scenario)))
                .start();
        this.addresses = web.publish(site);
    }

    private @Nullable FrontLogin login(Scenario scenario) {
        if (!scenario.hasLoginInFront()) {
            return null;
        }
        return new FrontLogin(HubSecrets.LOGIN_HEADER, secrets.login());
    }

    @Override
    public Map<String, String> places() throws IOException {
        Path charts = folder.resolve("charts");
        LabCharts.unpack(charts);
        Path registry = folder.resolve("registry.secret.values.yaml");
        OwnerOnly.write(
                registry,
                "buildPodsRegistryCredentials: {username: " + secrets.user() + ", password: " + secrets.password()
                        + "}\nhub: " + secrets.hubValues() + "\n");
        Path token = folder.resolve("hub.token");
        OwnerOnly.write(token, secrets.hubToken() + "\n");
        Path login = folder.resolve("login.secret");
        OwnerOnly.write(login, secrets.login() + "\n");
        return Map.of(
                "lab.login", login.toString(),
                "lab.charts", charts.toString(),
                "lab.registry", registry.toString(),
                "lab.hub", addresses.hub().toString(),
                "lab.hubToken", token.toString(),
                "lab.binder", addresses.binder().toString());
    }

    @Override
    public HubAddresses addresses() {
        return addresses;
    }

    @Override
    public Optional<WayIn> wayIn() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> secrets() {
        Map<String, String> all = new LinkedHashMap<>(secrets.byName());
        web.userTokens().forEach((user, token) -> all.put("the token of user " + user, token));
        return all;
    }

    @Override
    public List<String> workerPrefix() {
        return List.of();
    }

    /** Its addresses lead to each cluster by themselves. */
    @Override
    public void heed(String request) {}

    /** Its users have nothing that a rebuild could lose. */
    @Override
    public void welcomeUsers() {}

    @Override
    public List<String> missedByUsers() {
        return List.of();
    }

    /** {@code HubContract} asks them, as it asks a real one. */
    @Override
    public List<String> leftByProofs(Set<String> beginnings) {
        return List.of();
    }

    @Override
    public void close() {
        web.close();
    }
}
