// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The charts of {@code lab/hubs/charts}, and the values of a run. */
public final class HubCharts {

    private HubCharts() {}

    /** Copies them into a folder, with JupyterHub's chart in BinderHub's too, as {@code helm dependency build} puts it there. */
    public static void unpack(Path folder) {
        Path charts = HubPrograms.folder().resolve("charts");
        copy(charts, folder);
        copy(charts.resolve("jupyterhub"), folder.resolve("binderhub/charts/jupyterhub"));
    }

    /** The folder of what the releases of a run say, a file for each chart. */
    public static Path values() {
        return HubPrograms.folder().resolve("values");
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> walk = Files.walk(from)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot copy " + from + " to " + to, unwritable);
        }
    }
}
