// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.BreakerLimits;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Deadlines;
import org.rekindle.workflows.model.LookAgain;
import org.rekindle.workflows.model.MachineAccess;
import org.rekindle.workflows.model.MaintenanceWindow;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.PreApproval;
import org.rekindle.workflows.model.RebuildPolicy;
import org.rekindle.workflows.model.Release;
import org.rekindle.workflows.model.RepositoryAccess;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.SshMachine;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;
import org.rekindle.workflows.model.Verification;
import tools.jackson.databind.JsonNode;

/** Makes the profile of a cluster from a fleet file without faults: our defaults, then the file's, then the cluster's. */
final class ProfileMaker {

    private static final int SSH = 22;

    private static final Duration RELEASE_TIMEOUT = Duration.ofMinutes(10);

    private final YamlTree tree;
    private final Places places;
    private final List<CompatibilityRow> compatibility;
    private final LayeredKeys keys;

    ProfileMaker(YamlTree tree, Places places, List<CompatibilityRow> compatibility) {
        this.tree = tree;
        this.places = places;
        this.compatibility = compatibility;
        this.keys = new LayeredKeys(tree);
    }

    ClusterProfile profile(String id) {
        JsonNode cluster = tree.at(YamlTree.below("/clusters", id));
        JsonNode shape = cluster.path("shape");
        return new ClusterProfile(
                id,
                cluster.path("cloud").asString(),
                cluster.path("magnum").asString(),
                shape.isObject() ? shape(shape) : null,
                texts(cluster.path("templates")),
                cluster.path("releases").valueStream().map(this::release).toList(),
                verification(id),
                policy(id),
                compatibility,
                machines(cluster.path("ssh")),
                lookAgain(cluster.path("lookAgain")),
                breaker());
    }

    private Policy policy(String id) {
        return new Policy(
                UpgradePolicy.valueOf(constant(keys.at(id, "/policy/upgrade"))),
                TemplatePolicy.valueOf(constant(keys.at(id, "/policy/templates"))),
                new ApprovalPolicy(
                        keys.at(id, "/policy/approval/teardown").asString().equals("pre-approved"),
                        texts(keys.at(id, "/policy/approval/approvers")),
                        duration(id, "/policy/approval/validFor"),
                        keys.at(id, "/policy/approval/needed").asInt(1),
                        preApproval(keys.at(id, "/policy/approval/within"))),
                new Deadlines(
                        duration(id, "/policy/deadlines/answer"),
                        duration(id, "/policy/deadlines/upgrade"),
                        duration(id, "/policy/deadlines/delete"),
                        duration(id, "/policy/deadlines/create"),
                        duration(id, "/policy/deadlines/nodeGroup"),
                        duration(id, "/policy/deadlines/verify"),
                        duration(id, "/policy/deadlines/approval")),
                keys.at(id, "/policy/maintenanceWindows")
                        .valueStream()
                        .map(ProfileMaker::window)
                        .toList(),
                duration(id, "/policy/renewBefore"),
                duration(id, "/policy/pollEvery"),
                keys.at(id, "/policy/keepVolumes").asBoolean(),
                RebuildPolicy.valueOf(constant(keys.at(id, "/policy/rebuild"))));
    }

    private static @Nullable PreApproval preApproval(JsonNode within) {
        return within.isObject()
                ? new PreApproval(
                        within.path("windows")
                                .valueStream()
                                .map(ProfileMaker::window)
                                .toList(),
                        within.path("aDay").asInt(BreakerLimits.USUAL.aDay()))
                : null;
    }

    private BreakerLimits breaker() {
        JsonNode limits = tree.at("/breaker");
        return new BreakerLimits(
                limits.path("atOnce").asInt(BreakerLimits.USUAL.atOnce()),
                limits.path("aDay").asInt(BreakerLimits.USUAL.aDay()),
                limits.path("expiredPercent").asInt(BreakerLimits.USUAL.expiredPercent()));
    }

    private @Nullable MachineAccess machines(JsonNode ssh) {
        return ssh.isObject()
                ? new MachineAccess(
                        ssh.path("user").asString("ubuntu"),
                        places.resolve(ssh.path("key").asString()).toString(),
                        ssh.path("controlPlanes")
                                .valueStream()
                                .map(ProfileMaker::machine)
                                .toList(),
                        ssh.path("jump").isObject() ? machine(ssh.path("jump")) : null,
                        ssh.path("kubernetesFolder").asString("/etc/kubernetes"))
                : null;
    }

    private static SshMachine machine(JsonNode machine) {
        return new SshMachine(
                machine.path("host").asString(),
                machine.path("port").asInt(SSH),
                machine.path("hostKey").asString());
    }

    private static @Nullable LookAgain lookAgain(JsonNode again) {
        return again.isObject()
                ? new LookAgain(
                        Durations.parse(again.path("after").asString("5m")),
                        again.path("from").asString())
                : null;
    }

    private Verification verification(String id) {
        return new Verification(
                text(keys.at(id, "/verify/hub")),
                text(keys.at(id, "/verify/binder")),
                text(keys.at(id, "/verify/build")),
                text(keys.at(id, "/verify/scaleUp")));
    }

    private Release release(JsonNode release) {
        String chart = release.path("chart").asString();
        String repository = text(release.path("repository"));
        String timeout = text(release.path("timeout"));
        return new Release(
                release.path("name").asString(),
                release.path("namespace").asString(),
                repository == null ? places.resolve(chart).toString() : chart,
                text(release.path("version")),
                repository,
                texts(release.path("values")).stream()
                        .map(values -> places.resolve(values).toString())
                        .toList(),
                timeout == null ? RELEASE_TIMEOUT : Durations.parse(timeout),
                repositoryAccess(release.path("repositoryCredentials")));
    }

    private @Nullable RepositoryAccess repositoryAccess(JsonNode credentials) {
        return credentials.isObject()
                ? new RepositoryAccess(
                        credentials.path("username").asString(),
                        places.resolve(credentials.path("passwordFile").asString())
                                .toString())
                : null;
    }

    private static Shape shape(JsonNode shape) {
        Map<String, String> labels = new TreeMap<>();
        shape.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
        return new Shape(
                shape.path("masterCount").asInt(1),
                text(shape.path("masterFlavor")),
                shape.path("nodeGroups")
                        .valueStream()
                        .map(ProfileMaker::nodeGroup)
                        .toList(),
                text(shape.path("keypair")),
                text(shape.path("fixedNetwork")),
                text(shape.path("fixedSubnet")),
                truth(shape.path("masterLoadBalancer")),
                truth(shape.path("floatingIp")),
                Map.copyOf(labels));
    }

    private static NodeGroupShape nodeGroup(JsonNode group) {
        Integer min = number(group.path("min"));
        Integer max = number(group.path("max"));
        Integer count = number(group.path("count"));
        int atTheStart = count != null ? count : min != null ? min : 1;
        return new NodeGroupShape(
                group.path("name").asString(), group.path("flavor").asString(), atTheStart, min, max);
    }

    private static MaintenanceWindow window(JsonNode window) {
        return new MaintenanceWindow(
                texts(window.path("days")),
                window.path("from").asString(),
                window.path("to").asString(),
                window.path("zone").asString());
    }

    private Duration duration(String id, String key) {
        return Durations.parse(keys.at(id, key).asString());
    }

    private static String constant(JsonNode node) {
        return node.asString().toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    private static @Nullable Integer number(JsonNode node) {
        return node.isNumber() ? node.intValue() : null;
    }

    private static @Nullable Boolean truth(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : null;
    }
}
