// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import tools.jackson.databind.JsonNode;

/** Looks a key up where it was said most closely: at the cluster, in the file's defaults, in our own defaults. */
final class LayeredKeys {

    private final YamlTree tree;
    private final YamlTree ours = YamlTree.parse("defaults.yaml", Resources.text("defaults.yaml"));

    LayeredKeys(YamlTree tree) {
        this.tree = tree;
    }

    /** The value of a key such as {@code /policy/pollEvery}; a missing node when nobody says anything. */
    JsonNode at(String cluster, String key) {
        String where = where(cluster, key);
        return where.isEmpty() ? ours.at(key) : tree.at(where);
    }

    /** The JSON pointer in the fleet file by which the key's value holds; empty when it is our own default. */
    String where(String cluster, String key) {
        String own = YamlTree.below("/clusters", cluster) + key;
        String shared = "/defaults" + key;
        if (!tree.at(own).isMissingNode()) {
            return own;
        }
        return tree.at(shared).isMissingNode() ? "" : shared;
    }
}
