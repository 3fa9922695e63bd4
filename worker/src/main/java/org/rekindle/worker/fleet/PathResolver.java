// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds the files that a fleet file names: relative to it, with {@code ~} for the home folder. */
record PathResolver(Path fleetFile) {

    /**
     * The place that a name means.
     *
     * @throws FaultyFile when no file of this machine can have the name, such as one with an umlaut under the locale C
     */
    Path resolve(String name) {
        try {
            return place(name);
        } catch (InvalidPathException e) {
            throw new FaultyFile(List.of(new ConfigFault(
                    fleetFile.toString(),
                    1,
                    "",
                    "`" + name + "` can name no file here: " + e.getReason(),
                    "use plain letters, or set LC_ALL=C.UTF-8")));
        }
    }

    private Path place(String name) {
        if (name.equals("~") || name.startsWith("~/")) {
            return Path.of(System.getProperty("user.home") + name.substring(1)).normalize();
        }
        return fleetFile.toAbsolutePath().resolveSibling(name).normalize();
    }

    /** Whether a chart's name can only mean a place on this machine. */
    static boolean isLocal(String chart) {
        return chart.startsWith("/") || chart.startsWith("./") || chart.startsWith("../") || chart.startsWith("~/");
    }
}
