// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.tls.Authorities;
import org.rekindle.workflows.verify.VerificationChecks;
import org.rekindle.workflows.verify.VerificationKey;

/** Whether each proof that {@code verify:} asks for can be made. It goes by the keys that the checks name. */
final class VerificationValidator {

    /** Where the command that makes a commit is in a cluster's keys. */
    static final String COMMIT = "/verify/commit/command";

    private final YamlTree tree;
    private final PathResolver places;
    private final LayeredKeys keys;

    VerificationValidator(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
        this.keys = new LayeredKeys(tree);
    }

    /** Faults of the defaults that hold for every cluster. */
    List<ConfigFault> shared() {
        return urls("/defaults");
    }

    /** Faults of one cluster's keys, and of how they meet the defaults. */
    List<ConfigFault> faults(String cluster) {
        List<ConfigFault> faults = new ArrayList<>();
        for (VerificationKey key : VerificationChecks.keys()) {
            String where = keys.where(cluster, key.pointer());
            if (!where.isEmpty()) {
                faults.addAll(agreement(cluster, key.kind(), where));
            }
        }
        faults.addAll(new HubValidator(tree, places, HubKeys.unnamed(tree, keys, cluster)).faults());
        faults.addAll(namedHubs(cluster));
        faults.addAll(urls(YamlTree.below("/clusters", cluster)));
        faults.addAll(stepsForNames(cluster));
        faults.addAll(commit(cluster));
        return List.copyOf(faults);
    }

    private List<ConfigFault> urls(String above) {
        return VerificationChecks.keys().stream()
                .filter(key -> key.kind() == VerificationKey.Kind.HUB_URL)
                .flatMap(key -> UrlValidator.hub(tree, above + key.pointer()).stream())
                .toList();
    }

    private List<ConfigFault> agreement(String cluster, VerificationKey.Kind kind, String where) {
        return switch (kind) {
            case NODE_GROUP -> nodeGroup(cluster, where);
            case AUTHORITIES_FILE -> authorities(where);
            case SERVICE, ADDRESS -> names(cluster, where);
            case RESOLVER -> resolver(cluster, where);
            case SCALE_DOWN_TIME -> scaleDown(cluster, where);
            case TIME ->
                DurationValidator.fault(tree, where, "use 1m or more, such as 15m").stream()
                        .toList();
            case HUB_URL,
                    BUILD_SPEC,
                    TOKEN_FILE,
                    OF_USER,
                    OPTIONS,
                    USERNAME,
                    PASSWORD_FILE,
                    HEADER_FILES,
                    CERTIFICATES -> List.of();
        };
    }

    private List<ConfigFault> namedHubs(String cluster) {
        List<ConfigFault> faults = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (HubKeys hub : HubKeys.named(tree, keys, cluster)) {
            String name = tree.text(hub.entry() + "/name");
            if (name != null && names.contains(name)) {
                faults.add(tree.fault(
                        hub.entry() + "/name", "`" + name + "` is there twice", "give each hub its own name"));
            }
            names.add(String.valueOf(name));
            if (!hub.has("hub") && !hub.has("binder")) {
                faults.add(tree.fault(hub.entry(), "names neither a JupyterHub nor a BinderHub", hub.add("hub")));
            }
            UrlValidator.hub(tree, hub.entry() + "/hub").ifPresent(faults::add);
            UrlValidator.hub(tree, hub.entry() + "/binder").ifPresent(faults::add);
            faults.addAll(new HubValidator(tree, places, hub).faults());
        }
        return List.copyOf(faults);
    }

    private List<ConfigFault> authorities(String where) {
        String name = tree.text(where);
        if (name == null) {
            return List.of();
        }
        try {
            Authorities.beside(places.resolve(name).toString());
            return List.of();
        } catch (ApplicationFailure e) {
            return List.of(tree.fault(
                    where,
                    "no authority can be read in " + places.resolve(name),
                    "write the authorities' certificates into it in PEM, one after the other"));
        }
    }

    private List<ConfigFault> names(String cluster, String where) {
        List<ConfigFault> faults = new ArrayList<>();
        if (keys.where(cluster, "/verify/hub").isEmpty()
                && keys.where(cluster, "/verify/binder").isEmpty()
                && keys.where(cluster, HubKeys.LIST).isEmpty()) {
            faults.add(tree.fault(
                    where,
                    "needs a name that leads there",
                    "add `verify.hub` or `verify.binder` to cluster " + cluster));
        }
        String service = keys.where(cluster, "/verify/names/service");
        if (where.endsWith("/address") && !service.isEmpty()) {
            faults.add(tree.fault(where, "says what `verify.names.service` says too", "keep one of them"));
        }
        if (keys.at(cluster, "/policy/rebuild").asString().equals("beside")) {
            faults.add(tree.fault(
                    where,
                    "cannot be proven with `rebuild: beside`, where the names move only after the proof",
                    "leave `verify.names` out, or choose another `policy.rebuild`"));
        }
        return List.copyOf(faults);
    }

    /** A deploy step that waits for names goes by what is said here. */
    private List<ConfigFault> stepsForNames(String cluster) {
        if (asksForNames(cluster)) {
            return List.of();
        }
        List<ConfigFault> faults = new ArrayList<>();
        String steps = YamlTree.below("/clusters", cluster) + "/deploy";
        for (int i = 0; i < tree.at(steps).size(); i++) {
            String step = steps + "/" + i + "/names";
            if (!tree.at(step).isMissingNode()) {
                faults.add(tree.fault(
                        step, "does not say where the names lead", "add `verify.names.service` to cluster " + cluster));
            }
        }
        return List.copyOf(faults);
    }

    private List<ConfigFault> commit(String cluster) {
        String where = keys.where(cluster, COMMIT);
        if (where.isEmpty()) {
            return List.of();
        }
        List<ConfigFault> faults = new ArrayList<>(new CommandValidator(tree, places).faults(where));
        DurationValidator.fault(tree, where + "/timeout", "use a time such as 2m")
                .ifPresent(faults::add);
        boolean builds = HubKeys.unnamed(tree, keys, cluster).has("build")
                || HubKeys.named(tree, keys, cluster).stream().anyMatch(hub -> hub.has("build"));
        if (!builds) {
            faults.add(tree.fault(
                    where,
                    "has no effect where nothing is built",
                    "add `verify.binder` and `verify.build` to cluster " + cluster));
        }
        return List.copyOf(faults);
    }

    private boolean asksForNames(String cluster) {
        return !keys.where(cluster, "/verify/names/service").isEmpty()
                || !keys.where(cluster, "/verify/names/address").isEmpty();
    }

    private List<ConfigFault> resolver(String cluster, String where) {
        if (asksForNames(cluster)) {
            return List.of();
        }
        return List.of(tree.fault(
                where,
                "has no effect where no name is looked at",
                "add `verify.names.service` or `verify.names.address` to cluster " + cluster));
    }

    private List<ConfigFault> scaleDown(String cluster, String where) {
        List<ConfigFault> faults = new ArrayList<>();
        DurationValidator.fault(tree, where, "use 15m or more, such as 30m").ifPresent(faults::add);
        if (keys.where(cluster, "/verify/scaleUp").isEmpty()) {
            faults.add(tree.fault(
                    where, "needs a node that was added for it", "add `verify.scaleUp` to cluster " + cluster));
        }
        return List.copyOf(faults);
    }

    private List<ConfigFault> nodeGroup(String cluster, String where) {
        String group = tree.text(where);
        List<String> groups = tree.at(YamlTree.below("/clusters", cluster) + "/shape/nodeGroups")
                .valueStream()
                .map(node -> node.path("name").asString(""))
                .distinct()
                .toList();
        if (group == null || groups.isEmpty() || groups.contains(group)) {
            return List.of();
        }
        String problem = "cluster " + cluster + " has no node group `" + group + "`";
        return List.of(tree.fault(where, problem, Suggestion.sentence(group, groups)));
    }
}
