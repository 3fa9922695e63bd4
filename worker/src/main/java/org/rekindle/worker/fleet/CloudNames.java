// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clouds that {@code clouds.yaml} and the {@code secure.yaml} beside it name. */
final class CloudNames {

    private static final String KEY = "/openstack/cloudsFile";

    private final List<String> names = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private boolean known;

    private CloudNames() {}

    static CloudNames read(YamlTree tree, Places places) {
        CloudNames clouds = new CloudNames();
        String name = tree.text(KEY);
        if (name != null && !name.isEmpty()) {
            clouds.read(tree, places.resolve(name));
        }
        return clouds;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The fault of a cluster whose cloud is not there. */
    Optional<Fault> fault(YamlTree tree, String cluster) {
        String cloud = tree.text(cluster + "/cloud");
        if (!known || cloud == null || cloud.isEmpty() || names.contains(cloud)) {
            return Optional.empty();
        }
        String problem = "`" + cloud + "` is not in " + tree.text(KEY);
        return Optional.of(tree.fault(cluster + "/cloud", problem, Suggestion.sentence(cloud, names)));
    }

    private void read(YamlTree tree, Path file) {
        if (!Files.isRegularFile(file)) {
            faults.add(tree.fault(
                    KEY, "there is no file " + file, "download it from your cloud's dashboard and put it there"));
            return;
        }
        try {
            YamlTree clouds = YamlTree.parse(file.toString(), Files.readString(file));
            names.addAll(clouds.keys("/clouds"));
            known = true;
            if (names.isEmpty()) {
                faults.add(tree.fault(KEY, file + " has no clouds", "add one under its key `clouds:`"));
            }
        } catch (FaultyFile e) {
            faults.addAll(e.faults());
        } catch (IOException e) {
            faults.add(tree.fault(KEY, "cannot read " + file + ": " + e.getMessage(), "look at its owner and mode"));
        }
    }
}
