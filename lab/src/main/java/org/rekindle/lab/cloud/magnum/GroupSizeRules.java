// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.Nullable;

/** The rules for the sizes of node groups. */
final class GroupSizeRules {

    private GroupSizeRules() {}

    static void checkMasters(int count) {
        if (count % 2 == 0 || count < 1) {
            throw MagnumError.badRequest(
                    "master nodegroup size of " + count + " is invalid, size cannot be an even number.");
        }
    }

    static MagnumError zeroNotSupported() {
        return MagnumError.badRequest("Resizing a nodegroup to zero is not supported in the provided microversion.");
    }

    static void checkResize(NodeGroup group, int count) {
        if (group.master()) {
            checkMasters(count);
        } else if (count < group.min || (group.max != null && group.max != 0 && count > group.max)) {
            throw MagnumError.badRequest("Resizing " + group.name + " outside the allowed range: min_node_count = "
                    + group.min + ", max_node_count = " + (group.max == null ? "None" : group.max));
        }
    }

    static void checkBounds(String name, int count, int min, @Nullable Integer max) {
        if (max != null && max != 0) {
            if (max < min) {
                throw invalid("max_node_count", name, "min_node_count (" + min, "max_node_count (" + max);
            }
            if (count > max) {
                throw invalid("max_node_count", name, "node_count (" + count, "max_node_count (" + max);
            }
        }
        if (min > count) {
            throw invalid("min_node_count", name, "min_node_count (" + min, "node_count (" + count);
        }
    }

    private static MagnumError invalid(String attribute, String group, String smaller, String larger) {
        return MagnumError.conflict(attribute + " for " + group + " is invalid (" + smaller
                + ") should be less or equal to " + larger + ")).");
    }
}
