// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.List;
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

    /** A claim there would lose the marks of the release that is known to own it. */
    List<ConfigFault> repeated(String at) {
        List<ConfigFault> faults = new ArrayList<>();
        String named = at + "/rescue/namespaces";
        for (int i = 0; i < tree.at(named).size(); i++) {
            String namespace = tree.text(named + "/" + i);
            for (int step = 0; step < tree.at(at + "/deploy").size(); step++) {
                if (namespace != null && namespace.equals(tree.text(at + "/deploy/" + step + "/helm/namespace"))) {
                    faults.add(tree.fault(
                            named + "/" + i,
                            "`" + namespace
                                    + "` is looked into already, since a `helm` step of `deploy` installs there",
                            "leave it out"));
                    break;
                }
            }
        }
        return List.copyOf(faults);
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
