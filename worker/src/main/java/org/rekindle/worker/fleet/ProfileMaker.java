// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.fleet.ConfirmAfter;
import org.rekindle.workflows.model.fleet.MachineAccess;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.fleet.Rescue;
import org.rekindle.workflows.model.fleet.SshMachine;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.model.policy.Deadlines;
import org.rekindle.workflows.model.policy.MaintenanceWindow;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.PreApproval;
import org.rekindle.workflows.model.policy.RebuildPolicy;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.verify.VerificationChecks;
import org.rekindle.workflows.verify.VerificationKey;
import tools.jackson.databind.JsonNode;

/** Makes the profile of a cluster from a fleet file without faults: our defaults, then the file's, then the cluster's. */
final class ProfileMaker {

    private static final int SSH = 22;

    private final YamlTree tree;
    private final PathResolver places;
    private final List<CompatibilityRow> compatibility;
    private final boolean signed;
    private final LayeredKeys keys;
    private final DeployMaker deploy;
    private final AudienceMaker audience;

    /** @param signed whether the file has keys, so that an approval needs a signature */
    ProfileMaker(YamlTree tree, PathResolver places, List<CompatibilityRow> compatibility, boolean signed) {
        this.tree = tree;
        this.places = places;
        this.compatibility = compatibility;
        this.signed = signed;
        this.keys = new LayeredKeys(tree);
        this.deploy = new DeployMaker(places);
        this.audience = new AudienceMaker(tree);
    }

    ClusterProfile profile(String id) {
        JsonNode cluster = tree.at(YamlTree.below("/clusters", id));
        JsonNode shape = cluster.path("shape");
        return new ClusterProfile(
                id,
                cluster.path("cloud").asString(),
                cluster.path("magnum").asString(),
                shape(shape),
                YamlTree.texts(cluster.path("templates")),
                deploy.handOff(cluster.path("handOff")),
                deploy.steps(cluster.path("deploy")),
                verification(id),
                policy(id),
                compatibility,
                machines(cluster.path("ssh")),
                confirmation(cluster.path("confirmAfter")),
                rateLimit(),
                rescue(cluster.path("rescue")),
                audience.audience(id));
    }

    private Verification verification(String id) {
        Verification verification = Verification.of(key -> value(key, keys.at(id, VerificationKey.pointer(key))))
                .with(HubKeys.named(tree, keys, id).stream()
                        .map(hub -> namedHub(id, hub))
                        .toList());
        JsonNode commit = keys.at(id, VerificationValidator.COMMIT);
        return commit.isObject() ? verification.committing(deploy.command(commit)) : verification;
    }

    /** Authorities that are trusted hold for all hubs; whatever else is not of one hub is of none of them. */
    private NamedHub namedHub(String id, HubKeys hub) {
        String name = String.valueOf(tree.text(hub.entry() + "/name"));
        return new NamedHub(name, Verification.of(key -> {
            if (VerificationChecks.isOfEachHub(key)) {
                return value(key, hub.at(key));
            }
            return key.equals("trust") ? value(key, keys.at(id, VerificationKey.pointer(key))) : null;
        }));
    }

    private @Nullable String value(String key, JsonNode written) {
        if (written.isArray()) {
            return String.join(" ", YamlTree.texts(written));
        }
        if (written.isObject()) {
            return key.equals("userServer.options") ? written.toString() : headerFiles(written);
        }
        String value = text(written);
        if (value == null) {
            return null;
        }
        return VerificationChecks.keys().stream()
                .filter(each -> each.name().equals(key))
                .findFirst()
                .map(each -> meant(each, value))
                .orElse(value);
    }

    private String meant(VerificationKey key, String value) {
        if (key.isFile()) {
            return places.resolve(value).toString();
        }
        if (key.isTime()) {
            return Durations.parse(value).toString();
        }
        return value;
    }

    private String headerFiles(JsonNode headers) {
        return headers.properties().stream()
                .map(header -> Verification.headerLine(
                        header.getKey(),
                        places.resolve(header.getValue().asString()).toString()))
                .collect(Collectors.joining("\n"));
    }

    private Policy policy(String id) {
        return new Policy(
                UpgradePolicy.valueOf(constant(keys.at(id, "/policy/upgrade"))),
                TemplatePolicy.valueOf(constant(keys.at(id, "/policy/templates"))),
                new ApprovalPolicy(
                        keys.at(id, "/policy/approval/teardown").asString().equals("pre-approved"),
                        YamlTree.texts(keys.at(id, "/policy/approval/approvers")),
                        duration(id, "/policy/approval/validFor"),
                        keys.at(id, "/policy/approval/needed").asInt(1),
                        signed,
                        preApproval(keys.at(id, "/policy/approval/within")),
                        keys.at(id, "/policy/approval/answers").asString().equals("signed"),
                        keys.at(id, "/policy/approval/requester").asString().equals("signed"),
                        YamlTree.texts(keys.at(id, "/policy/approval/operators"))),
                new Deadlines(
                        duration(id, "/policy/deadlines/request"),
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
        if (!within.isObject()) {
            return null;
        }
        return new PreApproval(
                within.path("windows").valueStream().map(ProfileMaker::window).toList(),
                within.path("maxPerDay").asInt(TeardownLimits.USUAL.maxPerDay()));
    }

    private TeardownLimits rateLimit() {
        JsonNode limits = tree.at("/rateLimit");
        return new TeardownLimits(
                limits.path("maxConcurrent").asInt(TeardownLimits.USUAL.maxConcurrent()),
                limits.path("maxPerDay").asInt(TeardownLimits.USUAL.maxPerDay()),
                limits.path("expiredPercent").asInt(TeardownLimits.USUAL.expiredPercent()));
    }

    private @Nullable MachineAccess machines(JsonNode ssh) {
        if (!ssh.isObject()) {
            return null;
        }
        return new MachineAccess(
                ssh.path("user").asString("ubuntu"),
                places.resolve(ssh.path("key").asString()).toString(),
                ssh.path("controlPlanes")
                        .valueStream()
                        .map(ProfileMaker::machine)
                        .toList(),
                jump(ssh.path("jump")),
                ssh.path("kubernetesFolder").asString("/etc/kubernetes"));
    }

    private static @Nullable SshMachine jump(JsonNode jump) {
        if (!jump.isObject()) {
            return null;
        }
        return machine(jump);
    }

    private static SshMachine machine(JsonNode machine) {
        return new SshMachine(
                machine.path("host").asString(),
                machine.path("port").asInt(SSH),
                machine.path("hostKey").asString());
    }

    private static @Nullable ConfirmAfter confirmation(JsonNode again) {
        if (!again.isObject()) {
            return null;
        }
        return new ConfirmAfter(
                Durations.parse(again.path("delay").asString("5m")),
                again.path("from").asString());
    }

    private static @Nullable Rescue rescue(JsonNode rescue) {
        if (!rescue.isObject()) {
            return null;
        }
        return new Rescue(YamlTree.texts(rescue.path("secrets")), YamlTree.texts(rescue.path("namespaces")));
    }

    private static @Nullable Shape shape(JsonNode shape) {
        if (!shape.isObject()) {
            return null;
        }
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
        int atTheStart = Objects.requireNonNullElse(count, Objects.requireNonNullElse(min, 1));
        return new NodeGroupShape(
                group.path("name").asString(), group.path("flavor").asString(), atTheStart, min, max);
    }

    private static MaintenanceWindow window(JsonNode window) {
        return new MaintenanceWindow(
                YamlTree.texts(window.path("days")),
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
