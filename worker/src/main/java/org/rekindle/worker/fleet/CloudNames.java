// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;
import org.rekindle.activities.openstack.cloudsfile.CloudsFileFault;

/** The clouds that {@code clouds.yaml} and the {@code secure.yaml} beside it name. */
final class CloudNames {

    private static final String KEY = "/openstack/cloudsFile";

    private final List<String> names = new ArrayList<>();
    private final List<ConfigFault> faults = new ArrayList<>();
    private final Set<String> checked = new HashSet<>();

    /** Null when it could not be read. */
    private @Nullable Path file;

    private CloudNames() {}

    static CloudNames read(YamlTree tree, PathResolver places) {
        CloudNames clouds = new CloudNames();
        String name = tree.text(KEY);
        if (name != null && !name.isEmpty()) {
            clouds.read(tree, places.resolve(name));
        }
        return clouds;
    }

    List<ConfigFault> faults() {
        return List.copyOf(faults);
    }

    /** The faults of a cluster's cloud: it is not there, or it lacks something. A cloud's own faults are reported once. */
    List<ConfigFault> faults(YamlTree tree, String cluster) {
        String cloud = tree.text(cluster + "/cloud");
        if (file == null || cloud == null || cloud.isEmpty()) {
            return List.of();
        }
        if (names.contains(cloud)) {
            return checked.add(cloud) ? ownFaults(tree, cluster, cloud, file) : List.of();
        }
        String problem = "`" + cloud + "` is not in " + tree.text(KEY);
        return List.of(tree.fault(cluster + "/cloud", problem, Suggestion.sentence(cloud, names)));
    }

    private static List<ConfigFault> ownFaults(YamlTree tree, String cluster, String cloud, Path file) {
        return new CloudsFile(file)
                .faults(cloud).stream()
                        .map(fault -> tree.fault(
                                cluster + "/cloud", "`" + cloud + "` cannot be used: " + fault, "then validate again"))
                        .toList();
    }

    private void read(YamlTree tree, Path place) {
        if (!Files.isRegularFile(place)) {
            faults.add(tree.fault(
                    KEY, "there is no file " + place, "download it from your cloud's dashboard and put it there"));
            return;
        }
        try {
            names.addAll(new CloudsFile(place).names());
            file = place;
            if (names.isEmpty()) {
                faults.add(tree.fault(KEY, place + " has no clouds", "add one under its key `clouds:`"));
            }
        } catch (CloudsFileFault e) {
            faults.add(new ConfigFault(e.file(), e.line(), "", e.problem(), e.cure()));
        }
    }
}
