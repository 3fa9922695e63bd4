// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.helm.FileFault;

/** Whether a release can be found, with its values files. */
final class ReleaseValidator {

    private final YamlTree tree;
    private final PathResolver places;
    private final CheckedFiles files;
    private final List<ConfigFault> faults = new ArrayList<>();

    ReleaseValidator(YamlTree tree, PathResolver places, CheckedFiles files) {
        this.tree = tree;
        this.places = places;
        this.files = files;
    }

    /** @param at where the keys of one release are */
    List<ConfigFault> faults(String at) {
        checkChart(at);
        checkRepository(at);
        checkValues(at + "/values");
        return List.copyOf(faults);
    }

    private void checkChart(String at) {
        String chart = tree.text(at + "/chart");
        @Nullable String repository = tree.text(at + "/repository");
        if (chart == null) {
            return;
        }
        if (repository == null && !Files.exists(places.resolve(chart))) {
            faults.add(missingChart(at + "/chart", chart));
        } else if (repository == null) {
            files.chart(places.resolve(chart)).ifPresent(fault -> faults.add(fault(at + "/chart", fault)));
        }
        if (repository != null && PathResolver.isLocal(chart)) {
            faults.add(tree.fault(at + "/chart", "is a path and has a repository too", "keep one of the two"));
        }
        if (repository != null && tree.at(at + "/version").isMissingNode()) {
            String cure = "name the chart's version: a recovery must not install whatever is newest that day";
            faults.add(tree.fault(at + "/version", "is missing", cure));
        }
    }

    private ConfigFault missingChart(String pointer, String chart) {
        if (chart.startsWith("oci://")) {
            return tree.fault(
                    pointer,
                    "is a URL, and a chart is a path or a name",
                    "write all but its last word as `repository`, that word as `chart`, and its `version`");
        }
        if (chart.contains("//") || chart.contains("@") || chart.contains("?")) {
            return tree.fault(
                    pointer,
                    "is a URL, and a chart is a path or a name",
                    "fetch the chart with `helm pull`, and name the folder or archive");
        }
        String cure = "correct the path, or add `repository` and `version`";
        if (PathResolver.isLocal(chart)) {
            cure = "correct the path";
        }
        return tree.fault(pointer, "there is no file or folder " + places.resolve(chart), cure);
    }

    private void checkRepository(String at) {
        UrlValidator.repository(tree, at + "/repository").ifPresent(faults::add);
        String credentials = at + "/repositoryCredentials";
        if (tree.at(credentials).isMissingNode()) {
            return;
        }
        String repository = tree.text(at + "/repository");
        if (repository == null || !repository.matches("(?i:https)://.*|oci://.*")) {
            faults.add(tree.fault(
                    credentials,
                    "would go to no repository, or to one that is not https",
                    "name a repository with https:// or oci://, or remove the key"));
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

    private ConfigFault fault(String at, FileFault fault) {
        String line = fault.line() == 0 ? " " : ", line " + fault.line() + ": ";
        return tree.fault(at, fault.file() + line + fault.problem(), fault.cure());
    }
}
