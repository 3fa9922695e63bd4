// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rekindle.lab.cloud.CloudVolumes;
import org.rekindle.lab.hub.HubAddresses;
import org.rekindle.lab.hub.WayIn;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.realhubs.AcmeServer;
import org.rekindle.lab.realhubs.HubCharts;
import org.rekindle.lab.realhubs.HubNodes;
import org.rekindle.lab.realhubs.ProofUsers;
import org.rekindle.lab.realhubs.PublicFiles;
import org.rekindle.lab.realhubs.Registrar;
import org.rekindle.lab.realhubs.UserOfBefore;
import org.rekindle.lab.realhubs.Visitor;
import org.rekindle.lab.realhubs.VolumeFolders;
import org.rekindle.worker.tools.ToolFinder;

/** A real JupyterHub and BinderHub, which the release of a run brings: here are their nodes and what is public around them. */
final class RealHubsOfRun implements HubsOfRun {

    private final HubSecrets secrets = HubSecrets.of("builder");
    private final Path folder;
    private final Talk talk;
    private final PublicFiles files;
    private final AcmeServer acme;
    private final VolumeFolders volumes;
    private final HubNodes nodes;
    private final UserOfBefore user;
    private final ProofUsers proofUsers;
    private final Registrar registrar;

    /** Prepares; nothing runs before a cluster has a node. */
    RealHubsOfRun(Path folder, ToolFinder tools, Talk talk) throws IOException {
        this.folder = folder;
        this.talk = talk;
        this.files = PublicFiles.make(folder.resolve("public"));
        this.registrar = new Registrar(files.zone());
        this.volumes = new VolumeFolders(folder.resolve("volumes"));
        this.acme = AcmeServer.start(files, tools, talk::say);
        this.nodes = new HubNodes(files, tools, talk::say, secrets.password(), volumes, acme);
        HttpClient visitor = Visitor.by(nodes.gateway(), Files.readString(acme.root()));
        this.user = new UserOfBefore(visitor, addresses().hub());
        this.proofUsers = new ProofUsers(visitor, addresses().hub());
    }

    /** Nodes for the clusters, whose pods really run. */
    HubNodes nodes() {
        return nodes;
    }

    /** Says in which cloud the volumes of the clusters are. */
    void keepVolumesIn(CloudVolumes cloud) {
        volumes.start(cloud);
    }

    @Override
    public Map<String, String> places() throws IOException {
        Path charts = folder.resolve("charts");
        HubCharts.unpack(charts);
        Path registry = secret(
                "registry.secret.values.yaml",
                "registry: {username: " + secrets.user() + ", password: " + secrets.password() + "}\njupyterhub: {hub: "
                        + secrets.hubValues() + "}\n");
        String authority = Files.readString(files.authority());
        Map<String, Object> around = Map.of(
                "authority",
                authority,
                "acme",
                Map.of("directory", acme.directory().toString(), "authority", authority));
        Path shared =
                Files.writeString(folder.resolve("public.values.yaml"), new YAMLMapper().writeValueAsString(around));
        // Each is a commit on top of the one before, so the order is that of the history.
        String before = files.canary();
        return Map.of(
                "lab.charts", charts.toString(),
                "lab.values", HubCharts.values().toString(),
                "lab.registry", registry.toString(),
                "lab.public", shared.toString(),
                "lab.authority", acme.root().toString(),
                "lab.canary", files.canary(),
                "lab.canaryBefore", before,
                "lab.hub", addresses().hub().toString(),
                "lab.hubToken", secret("hub.token", secrets.hubToken() + "\n").toString(),
                "lab.binder", addresses().binder().toString());
    }

    @Override
    public HubAddresses addresses() {
        return new HubAddresses(URI.create("https://binder.lab.example/"), URI.create("https://hub.lab.example/"));
    }

    @Override
    public Optional<WayIn> wayIn() {
        return Optional.of(
                new WayIn("http://127.0.0.1:" + nodes.gateway(), acme.root().toString()));
    }

    @Override
    public Map<String, String> secrets() {
        Map<String, String> all = new LinkedHashMap<>(secrets.byName());
        user.token().ifPresent(token -> all.put("the token of user " + user, token));
        return all;
    }

    @Override
    public List<String> workerPrefix() {
        return Visitor.command();
    }

    @Override
    public void heed(String request) {
        registrar.heed(request).forEach(set -> talk.say("the owner of the zone sets " + set));
    }

    @Override
    public void welcomeUsers() {
        user.settle(secrets.hubToken());
        talk.say("user " + user + " has a token of the hub, and has written a file");
    }

    @Override
    public List<String> missedByUsers() {
        Optional<String> missed = user.misses();
        talk.say(missed.orElse("user " + user + " is back: the hub takes the old token, and the file is as it was"));
        return missed.stream().toList();
    }

    @Override
    public List<String> leftByProofs(Set<String> beginnings) {
        List<String> left = proofUsers.left(secrets.hubToken(), beginnings);
        if (left.isEmpty()) {
            talk.say("no user of a proof is left on the hub");
        }
        left.forEach(talk::say);
        return left;
    }

    @Override
    public void close() {
        nodes.close();
        volumes.close();
        acme.close();
    }

    private Path secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        OwnerOnly.write(file, text);
        return file;
    }
}
