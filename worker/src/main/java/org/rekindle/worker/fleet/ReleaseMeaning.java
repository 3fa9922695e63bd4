// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.helm.FileFault;

/** Whether the releases of a cluster can be found and do not stand in each other's way. */
final class ReleaseMeaning {

    private final YamlTree tree;
    private final Places places;
    private final FilesLookedAt files;
    private final List<Fault> faults = new ArrayList<>();

    ReleaseMeaning(YamlTree tree, Places places, FilesLookedAt files) {
        this.tree = tree;
        this.places = places;
        this.files = files;
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
            checkRepository(at);
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
            boolean isUrl = chart.contains("//") || chart.contains("@") || chart.contains("?");
            String cure = isUrl
                    ? "fetch the chart with `helm pull`, and name the folder or archive"
                    : Places.isLocal(chart)
                            ? "correct the path"
                            : "correct the path, or add `repository` and `version`";
            faults.add(tree.fault(
                    at + "/chart",
                    isUrl
                            ? "is a URL, and a chart is a path or a name"
                            : "there is no file or folder " + places.resolve(chart),
                    cure));
        } else if (repository == null) {
            files.chart(places.resolve(chart)).ifPresent(fault -> faults.add(fault(at + "/chart", fault)));
        }
        if (repository != null && Places.isLocal(chart)) {
            faults.add(tree.fault(at + "/chart", "is a path and has a repository too", "keep one of the two"));
        }
        if (repository != null && tree.at(at + "/version").isMissingNode()) {
            String cure = "name the chart's version: a recovery must not install whatever is newest that day";
            faults.add(tree.fault(at + "/version", "is missing", cure));
        }
    }

    private void checkRepository(String at) {
        WebMeaning.repository(tree, at + "/repository").ifPresent(faults::add);
        String credentials = at + "/repositoryCredentials";
        if (tree.at(credentials).isMissingNode()) {
            return;
        }
        String repository = tree.text(at + "/repository");
        if (repository == null || !repository.toLowerCase(Locale.ROOT).startsWith("https:")) {
            faults.add(tree.fault(
                    credentials,
                    "would go to no repository, or to one that is not https",
                    "name a repository with https://, or remove the key"));
        }
        String name = tree.text(credentials + "/passwordFile");
        if (name != null && !Files.isRegularFile(places.resolve(name))) {
            faults.add(tree.fault(
                    credentials + "/passwordFile",
                    "there is no file " + places.resolve(name),
                    "write the password into it, readable by its owner alone"));
        }
    }

    private void checkValues(String values) {
        Map<Path, Integer> seen = new HashMap<>();
        for (int i = 0; i < tree.at(values).size(); i++) {
            String at = values + "/" + i;
            String name = tree.text(at);
            if (name == null) {
                continue;
            }
            Path file = places.resolve(name);
            if (Files.notExists(file) && !Files.isSymbolicLink(file)) {
                faults.add(tree.fault(at, "there is no file " + file, "correct the path, or put the file there"));
                continue;
            }
            Integer before = seen.putIfAbsent(file, i);
            if (before != null) {
                faults.add(tree.fault(at, file + " is there twice", "keep it once: later files win over earlier ones"));
                continue;
            }
            files.values(file).ifPresent(fault -> faults.add(fault(at, fault)));
        }
    }

    private Fault fault(String at, FileFault fault) {
        String line = fault.line() == 0 ? " " : ", line " + fault.line() + ": ";
        return tree.fault(at, fault.file() + line + fault.problem(), fault.cure());
    }
}
