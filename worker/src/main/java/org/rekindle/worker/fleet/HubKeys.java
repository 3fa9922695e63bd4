// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.verify.VerificationKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The keys of one hub of a cluster: those of {@code verify:} itself, or those of an entry of {@code verify.hubs}. */
final class HubKeys {

    static final String LIST = "/verify/hubs";

    private final YamlTree tree;
    private final LayeredKeys keys;
    private final String cluster;
    private final String entry;

    private HubKeys(YamlTree tree, LayeredKeys keys, String cluster, String entry) {
        this.tree = tree;
        this.keys = keys;
        this.cluster = cluster;
        this.entry = entry;
    }

    /** The hub without a name. */
    static HubKeys unnamed(YamlTree tree, LayeredKeys keys, String cluster) {
        return new HubKeys(tree, keys, cluster, "");
    }

    /** The others, in their order. */
    static List<HubKeys> named(YamlTree tree, LayeredKeys keys, String cluster) {
        String list = keys.where(cluster, LIST);
        List<HubKeys> hubs = new ArrayList<>();
        for (int i = 0;
                !list.isEmpty() && tree.at(list).isArray() && i < tree.at(list).size();
                i++) {
            hubs.add(new HubKeys(tree, keys, cluster, YamlTree.below(list, String.valueOf(i))));
        }
        return List.copyOf(hubs);
    }

    /** The JSON pointer of a key such as {@code userServer.tokenFile} by which it holds for the hub; empty when it does not. */
    String where(String key) {
        if (entry.isEmpty()) {
            return keys.where(cluster, VerificationKey.pointer(key));
        }
        String at = entry + "/" + key.replace('.', '/');
        return tree.at(at).isMissingNode() ? "" : at;
    }

    /** The value of a key; a missing node where the hub does not have it. */
    JsonNode at(String key) {
        String where = where(key);
        return where.isEmpty() ? MissingNode.getInstance() : tree.at(where);
    }

    boolean has(String key) {
        return !where(key).isEmpty();
    }

    /** Its entry in the list; empty for the hub without a name. */
    String entry() {
        return entry;
    }

    /** What to do where a key lacks, for the end of a sentence. */
    String add(String key) {
        if (entry.isEmpty()) {
            return "add `verify." + key + "` to cluster " + cluster;
        }
        return "add `" + key + "` to this hub of cluster " + cluster;
    }
}
