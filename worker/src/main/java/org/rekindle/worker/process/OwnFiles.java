// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files and folders that only their owner reads: 0600 and 0700, with any umask. */
final class OwnFiles {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnFiles() {}

    /**
     * Makes a folder, and those above it, unless it is there. One that is there and open to others is left as it is, since it
     * may be shared on purpose: what is put into it is closed by itself.
     */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attribute(FOLDER));
        }
    }

    /** Makes an empty file, or closes the one that is there to others. */
    static void makeFile(Path file) throws IOException {
        try {
            Files.createFile(file, attribute(FILE));
        } catch (FileAlreadyExistsException another) {
            close(file);
        }
    }

    /** Closes a file to others, if it is there. */
    static void close(Path file) throws IOException {
        if (Files.exists(file) && !FILE.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** The command, run so that all files and folders it makes are its owner's alone. Java itself cannot say this. */
    static List<String> madeByOwnerAlone(List<String> command) {
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
        whole.addAll(command);
        return whole;
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(Set<PosixFilePermission> permissions) {
        return PosixFilePermissions.asFileAttribute(permissions);
    }
}
