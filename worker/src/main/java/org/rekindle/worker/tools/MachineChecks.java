// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.tools.Check.Status;

/** What the product needs of the machine. */
final class MachineChecks {
    private static final int FIRST_JAVA = 17;

    private MachineChecks() {}

    static List<Check> all(Path cacheFolder, Path stateFolder) {
        return List.of(
                java(Runtime.version().feature()),
                writable("cache folder", cacheFolder, "REKINDLE_CACHE names another folder."),
                writable(
                        "state folder",
                        stateFolder.toAbsolutePath(),
                        "Give the folder to this user, or run from another one."));
    }

    static Check java(int feature) {
        String wanted = FIRST_JAVA + " or later";
        String found = Runtime.version().toString();
        Path home = Path.of(System.getProperty("java.home"));
        if (feature >= FIRST_JAVA) {
            return Check.ok("java", wanted, found, home);
        }
        return Check.bad(Status.MISSING, "java", wanted, found, home, "Install one and point JAVA_HOME at it.");
    }

    static Check writable(String name, Path folder, String cure) {
        Path existing = nearestExisting(folder);
        try {
            Files.delete(Files.createTempFile(existing, ".rekindle-doctor", null));
            return Check.ok(name, "writable", "writable", folder);
        } catch (IOException e) {
            return Check.bad(Status.MISSING, name, "writable", existing + " is not: " + e, folder, cure);
        }
    }

    /** The folder itself, or what it would be made in. */
    private static Path nearestExisting(Path folder) {
        @Nullable Path parent = folder.getParent();
        if (parent == null || Files.exists(folder)) {
            return folder;
        }
        return nearestExisting(parent);
    }
}
