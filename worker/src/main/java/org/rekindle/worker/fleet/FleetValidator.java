// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;

/** What a schema cannot say about a fleet file: that the clouds are known, the files are there and the keys agree. */
final class FleetValidator {

    private final YamlTree tree;
    private final PathResolver places;
    private final SignersReader signers;
    private final CheckedFiles files = new CheckedFiles();
    private final List<ConfigFault> faults = new ArrayList<>();

    FleetValidator(YamlTree tree, PathResolver places, SignersReader signers) {
        this.tree = tree;
        this.places = places;
        this.signers = signers;
    }

    List<ConfigFault> faults() {
        CloudNames clouds = CloudNames.read(tree, places);
        faults.addAll(clouds.faults());
        faults.addAll(new WebhookValidator(tree).faults());
        checkPauses();
        checkPage();
        faults.addAll(signers.faults());
        faults.addAll(new NotifyValidator(tree).faults());
        faults.addAll(new PolicyValidator(tree, signers.names()).shared());
        checkRows();
        VerificationValidator verification = new VerificationValidator(tree, places);
        faults.addAll(verification.shared());
        Map<String, String> owners = new HashMap<>();
        for (String id : tree.keys("/clusters")) {
            String at = YamlTree.below("/clusters", id);
            faults.addAll(clouds.faults(tree, at));
            checkOneOwner(at, id, owners);
            checkRepeats(at + "/templates");
            checkRepeats(at + "/rescue/namespaces");
            checkRepeats(at + "/rescue/secrets");
            new RescueValidator(tree).fault(at).ifPresent(faults::add);
            faults.addAll(new RescueValidator(tree).repeated(at));
            checkNodeGroups(at + "/shape/nodeGroups");
            faults.addAll(verification.faults(id));
            checkKey(at + "/ssh/key");
            DeployValidator steps = new DeployValidator(tree, places, files);
            faults.addAll(steps.faults(at + "/handOff"));
            faults.addAll(steps.faults(at + "/deploy"));
            faults.addAll(new PolicyValidator(tree, signers.names()).faults(id));
            faults.addAll(new AnswersValidator(tree, signers.names(), signers.withSshKey()).faults(id));
        }
        return List.copyOf(faults);
    }

    private void checkPauses() {
        DurationValidator.fault(tree, "/survey/every", "use 1m or more, such as 6h")
                .ifPresent(faults::add);
        DurationValidator.fault(tree, "/proofs/every", "use 1h or more, such as 24h")
                .ifPresent(faults::add);
    }

    private void checkPage() {
        String address = tree.text("/page/address");
        if (address != null
                && address.startsWith("https:")
                && tree.at("/page/login").isMissingNode()) {
            faults.add(tree.fault(
                    "/page/address",
                    "is open to all who reach the proxy in front, since there is no login",
                    "add `login: {user: ops, passwordFile: page.password}` to `page`"));
        }
    }

    private void checkRows() {
        List<String> charts = new ArrayList<>();
        for (int i = 0; i < tree.at("/compatibility").size(); i++) {
            String chart = tree.text("/compatibility/" + i + "/chart");
            if (chart != null && charts.contains(chart)) {
                faults.add(tree.fault(
                        "/compatibility/" + i + "/chart", "chart `" + chart + "` is there twice", "keep one row"));
            }
            charts.add(String.valueOf(chart));
            if (chart != null && chart.startsWith("v")) {
                faults.add(tree.fault(
                        "/compatibility/" + i + "/chart",
                        "`" + chart + "` is not a version of a chart, which begins with a digit",
                        "write it as the label capi_helm_chart_version has it, such as 0.16.0"));
            }
            checkTested("/compatibility/" + i + "/tested");
        }
    }

    private void checkTested(String tested) {
        for (int i = 0; i < tree.at(tested).size(); i++) {
            String version = tree.text(tested + "/" + i);
            if (version != null && KubernetesVersion.parse(version).isEmpty()) {
                faults.add(tree.fault(
                        tested + "/" + i,
                        "`" + version + "` is not a version of Kubernetes",
                        "write it in full, such as 1.33.2"));
            }
        }
    }

    /** Two ids for one cluster would be two locks on it. */
    private void checkOneOwner(String at, String id, Map<String, String> owners) {
        String cloud = tree.text(at + "/cloud");
        String magnum = tree.text(at + "/magnum");
        if (cloud == null || magnum == null) {
            return;
        }
        @Nullable String owner = owners.putIfAbsent(cloud + "\n" + magnum, id);
        if (owner != null) {
            String problem = "`" + magnum + "` of " + cloud + " is already the cluster `" + owner + "`";
            faults.add(tree.fault(at + "/magnum", problem, "keep one of the two, or name each by its UUID"));
        }
    }

    private void checkRepeats(String list) {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < tree.at(list).size(); i++) {
            String value = tree.text(list + "/" + i);
            if (value != null && seen.contains(value)) {
                faults.add(tree.fault(list + "/" + i, "`" + value + "` is there twice", "keep it once"));
            }
            if (value != null) {
                seen.add(value);
            }
        }
    }

    private void checkNodeGroups(String groups) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tree.at(groups).size(); i++) {
            String at = groups + "/" + i;
            String name = tree.text(at + "/name");
            if (name != null && names.contains(name)) {
                faults.add(
                        tree.fault(at + "/name", "`" + name + "` is there twice", "give each node group its own name"));
            }
            if (name != null) {
                names.add(name);
            }
            int min = tree.at(at + "/min").asInt(1);
            int max = tree.at(at + "/max").asInt(Integer.MAX_VALUE);
            int count = tree.at(at + "/count").asInt(min);
            if (min > max) {
                faults.add(tree.fault(at + "/max", "is " + max + ", less than min " + min, "raise max or lower min"));
            } else if (count < min || count > max) {
                faults.add(
                        tree.fault(at + "/count", "is " + count + ", outside min and max", "choose one between them"));
            }
        }
    }

    private void checkKey(String at) {
        String key = tree.text(at);
        if (key != null && !places.resolve(key).toFile().isFile()) {
            faults.add(tree.fault(
                    at, "there is no file " + places.resolve(key), "name the private key of the cluster's keypair"));
        }
    }
}
