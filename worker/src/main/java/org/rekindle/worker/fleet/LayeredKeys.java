// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import tools.jackson.databind.JsonNode;

/** Looks a key up where it was said most closely: at the cluster, for all clusters of the file, in our own defaults. */
final class LayeredKeys {

    private static final YamlTree OURS = YamlTree.parse("defaults.yaml", DataFiles.text("defaults.yaml"));

    private final YamlTree tree;
    private final String shared;

    /** Keys that the file says for all clusters under {@code defaults:}. */
    LayeredKeys(YamlTree tree) {
        this(tree, "/defaults");
    }

    private LayeredKeys(YamlTree tree, String shared) {
        this.tree = tree;
        this.shared = shared;
    }

    /** Keys that the file says for all clusters at its top, as those of {@code notify:}. */
    static LayeredKeys ofTheTop(YamlTree tree) {
        return new LayeredKeys(tree, "");
    }

    /** The value of a key such as {@code /policy/pollEvery}; a missing node when no layer has the key. */
    JsonNode at(String cluster, String key) {
        String where = where(cluster, key);
        return where.isEmpty() ? OURS.at(key) : tree.at(where);
    }

    /** The JSON pointer in the fleet file by which the key's value holds; empty when it is our own default. */
    String where(String cluster, String key) {
        String own = YamlTree.below("/clusters", cluster) + key;
        if (!tree.at(own).isMissingNode()) {
            return own;
        }
        return tree.at(shared + key).isMissingNode() ? "" : shared + key;
    }
}
