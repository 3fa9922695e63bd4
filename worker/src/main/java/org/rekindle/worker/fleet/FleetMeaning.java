// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;

/** What a schema cannot say about a fleet file: that the clouds are known, the files are there and the keys agree. */
final class FleetMeaning {

    private final YamlTree tree;
    private final Places places;
    private final FilesLookedAt files = new FilesLookedAt();
    private final List<Fault> faults = new ArrayList<>();

    FleetMeaning(YamlTree tree, Places places) {
        this.tree = tree;
        this.places = places;
    }

    List<Fault> faults() {
        CloudNames clouds = CloudNames.read(tree, places);
        faults.addAll(clouds.faults());
        checkWebhooks();
        checkSurvey();
        faults.addAll(new PolicyMeaning(tree).shared());
        checkRows();
        checkHubs("/defaults/verify");
        Map<String, String> owners = new HashMap<>();
        for (String id : tree.keys("/clusters")) {
            String at = YamlTree.below("/clusters", id);
            faults.addAll(clouds.faults(tree, at));
            checkOneOwner(at, id, owners);
            checkRepeats(at + "/templates");
            checkNodeGroups(at + "/shape/nodeGroups");
            checkVerification(id, at);
            checkKey(at + "/ssh/key");
            checkHubs(at + "/verify");
            faults.addAll(new ReleaseMeaning(tree, places, files).faults(at + "/releases"));
            faults.addAll(new PolicyMeaning(tree).faults(id));
        }
        return List.copyOf(faults);
    }

    private void checkWebhooks() {
        String listen = tree.text("/webhooks/listen");
        if (listen != null && listen.matches(".*:\\d{1,5}") && port(listen) > 65535) {
            faults.add(
                    tree.fault("/webhooks/listen", "port " + port(listen) + " does not exist", "use 1 to 65535, or 0"));
        }
        String tokenFile = tree.text("/webhooks/tokenFile");
        if (tokenFile != null && !places.resolve(tokenFile).toFile().isFile()) {
            faults.add(tree.fault(
                    "/webhooks/tokenFile",
                    "there is no file " + places.resolve(tokenFile),
                    "make it with `umask 077; openssl rand -hex 32 > " + tokenFile + "`"));
        }
    }

    private static long port(String listen) {
        return Long.parseLong(listen.substring(listen.lastIndexOf(':') + 1));
    }

    private void checkSurvey() {
        TimeMeaning.fault(tree, "/survey/every", "use 1m or more, such as 6h").ifPresent(faults::add);
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
                        "`" + chart + "` is no version of a chart, which begins with a digit",
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
                        "`" + version + "` is no version of Kubernetes",
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

    private void checkHubs(String verify) {
        WebMeaning.hub(tree, verify + "/hub").ifPresent(faults::add);
        WebMeaning.hub(tree, verify + "/binder").ifPresent(faults::add);
    }

    private void checkVerification(String id, String at) {
        LayeredKeys keys = new LayeredKeys(tree);
        String build = keys.where(id, "/verify/build");
        if (!build.isEmpty() && keys.where(id, "/verify/binder").isEmpty()) {
            faults.add(tree.fault(build, "needs a BinderHub to build with", "add `verify.binder` to cluster " + id));
        }
        String scaleUp = keys.where(id, "/verify/scaleUp");
        String group = scaleUp.isEmpty() ? null : tree.text(scaleUp);
        List<String> groups = tree.at(at + "/shape/nodeGroups")
                .valueStream()
                .map(node -> node.path("name").asString(""))
                .distinct()
                .toList();
        if (group != null && !groups.isEmpty() && !groups.contains(group)) {
            String problem = "cluster " + id + " has no node group `" + group + "`";
            faults.add(tree.fault(scaleUp, problem, Suggestion.sentence(group, groups)));
        }
    }
}
