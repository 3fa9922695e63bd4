// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the releases of a cluster can be found and do not stand in each other's way. */
final class ReleaseMeaning {

    private final YamlTree tree;
    private final Places places;
    private final List<Fault> faults = new ArrayList<>();

    ReleaseMeaning(YamlTree tree, Places places) {
        this.tree = tree;
        this.places = places;
    }

    List<Fault> faults(String releases) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tree.at(releases).size(); i++) {
            String at = releases + "/" + i;
            String name = tree.text(at + "/name");
            String namespace = tree.text(at + "/namespace");
            if (name != null && namespace != null && !seen.add(namespace + "/" + name)) {
                String problem = "`" + name + "` is there twice in namespace " + namespace;
                faults.add(
                        tree.fault(at + "/name", problem, "keep one: releases are deployed in the order of this list"));
            }
            checkChart(at);
            checkValues(at + "/values");
            TimeMeaning.fault(tree, at + "/timeout", "use a time such as 10m").ifPresent(faults::add);
        }
        return List.copyOf(faults);
    }

    private void checkChart(String at) {
        String chart = tree.text(at + "/chart");
        @Nullable String repository = tree.text(at + "/repository");
        if (chart == null) {
            return;
        }
        if (repository == null && !Files.exists(places.resolve(chart))) {
            String cure =
                    Places.isLocal(chart) ? "correct the path" : "correct the path, or add `repository` and `version`";
            faults.add(tree.fault(at + "/chart", "there is no file or folder " + places.resolve(chart), cure));
        }
        if (repository != null && Places.isLocal(chart)) {
            faults.add(tree.fault(at + "/chart", "is a path and has a repository too", "keep one of the two"));
        }
        if (repository != null && tree.at(at + "/version").isMissingNode()) {
            String cure = "name the chart's version: a recovery must not install whatever is newest that day";
            faults.add(tree.fault(at + "/version", "is missing", cure));
        }
    }

    private void checkValues(String values) {
        for (int i = 0; i < tree.at(values).size(); i++) {
            String name = tree.text(values + "/" + i);
            Path file = name == null ? null : places.resolve(name);
            if (file != null && !Files.isReadable(file)) {
                String problem = Files.exists(file) ? "cannot read " + file : "there is no file " + file;
                faults.add(tree.fault(values + "/" + i, problem, "correct the path, or put the file there"));
            }
        }
    }
}
