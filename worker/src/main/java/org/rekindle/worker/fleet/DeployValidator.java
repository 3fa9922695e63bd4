// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the deploy steps of a cluster can be carried out, and each can be told from the others. */
final class DeployValidator {

    private final YamlTree tree;
    private final PathResolver places;
    private final CheckedFiles files;

    DeployValidator(YamlTree tree, PathResolver places, CheckedFiles files) {
        this.tree = tree;
        this.places = places;
        this.files = files;
    }

    /** @param steps where the list of steps is */
    List<ConfigFault> faults(String steps) {
        List<ConfigFault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tree.at(steps).size(); i++) {
            String step = steps + "/" + i;
            for (String kind : tree.keys(step)) {
                String at = YamlTree.below(step, kind);
                String name = tree.text(at + "/name");
                if (name != null && !seen.add(name)) {
                    faults.add(tree.fault(
                            at + "/name",
                            "`" + name + "` is there twice",
                            "name each step otherwise: the operator resolves it by its name"));
                }
                faults.addAll(ofKind(kind, at));
                DurationValidator.fault(tree, at + "/timeout", "use a time such as 10m")
                        .ifPresent(faults::add);
                DurationValidator.fault(tree, at + "/askAfter", "leave it out, or use a time such as 10m")
                        .ifPresent(faults::add);
            }
        }
        return List.copyOf(faults);
    }

    private List<ConfigFault> ofKind(String kind, String at) {
        return switch (kind) {
            case "helm" -> new ReleaseValidator(tree, places, files).faults(at);
            case "command" -> new CommandValidator(tree, places).faults(at);
            case "names" -> new RecordsValidator(tree, places).faults(at + "/set");
            default -> List.of();
        };
    }
}
