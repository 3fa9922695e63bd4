// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;

/** Finds the files that a fleet file names: relative to it, with {@code ~} for the home folder. */
record Places(Path fleetFile) {

    Path resolve(String name) {
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
