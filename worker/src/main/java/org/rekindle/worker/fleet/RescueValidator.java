// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Optional;

/** Whether a rescue that a cluster asks for has anything to look for. */
final class RescueValidator {

    private final YamlTree tree;

    RescueValidator(YamlTree tree) {
        this.tree = tree;
    }

    /** @param at where the keys of one cluster are */
    Optional<ConfigFault> fault(String at) {
        String rescue = at + "/rescue";
        boolean asked = !tree.at(rescue).isMissingNode();
        boolean named = !tree.at(rescue + "/namespaces").isEmpty()
                || !tree.at(rescue + "/secrets").isEmpty();
        if (!asked || named || hasRelease(at + "/deploy")) {
            return Optional.empty();
        }
        return Optional.of(tree.fault(
                rescue,
                "copies nothing, since no `helm` step of `deploy` names a namespace",
                "list below `namespaces` where the hubs are, such as [hub], or leave `rescue` out"));
    }

    private boolean hasRelease(String steps) {
        for (int i = 0; i < tree.at(steps).size(); i++) {
            if (!tree.at(steps + "/" + i + "/helm").isMissingNode()) {
                return true;
            }
        }
        return false;
    }
}
