// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {

    @TempDir
    Path folder;

    @Test
    void makesFoldersThatOthersCannotEnterAndLeavesThoseThatAreThere() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        OwnFiles.makeFolder(folder.resolve("state/deeper"));
        OwnFiles.makeFolder(folder);

        assertThat(mode(folder.resolve("state"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("state/deeper"))).isEqualTo("rwx------");
        assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void makesFilesThatOthersCannotReadAndClosesThoseThatAreThere() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "kept");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-r--r--"));

        OwnFiles.makeFile(old);
        OwnFiles.makeFile(folder.resolve("new"));
        OwnFiles.close(folder.resolve("nowhere"));

        assertThat(old).hasContent("kept");
        assertThat(mode(old)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("new"))).isEqualTo("rw-------");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void runsACommandWithItsWordsAsTheyAre() {
        assertThat(OwnFiles.madeByOwnerAlone(List.of("/opt/a b/temporal", "$(x)")))
                .containsExactly("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh", "/opt/a b/temporal", "$(x)");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
