// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRemovalTest {

    @TempDir
    private Path folder;

    @Test
    void allOfItGoesAndLinksAreNotFollowed() throws IOException {
        Path kept = Files.createFile(folder.resolve("kept"));
        Path gone = Files.createDirectories(folder.resolve("gone/below")).getParent();
        Files.createSymbolicLink(gone.resolve("link"), kept);

        FolderRemoval.remove(gone);
        FolderRemoval.remove(gone);

        assertThat(gone).doesNotExist();
        assertThat(kept).exists();
    }

    /** The file of another user, which a container of the command has left. */
    @Test
    void whatCannotBeRemovedKeepsNothingElseAndIsNamed() throws IOException {
        for (String name : new String[] {"a/foreign", "b/kubeconfig", "c/foreign", "d"}) {
            Path file = folder.resolve("work").resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        Path work = folder.resolve("work");

        assertThatThrownBy(() -> FolderRemoval.remove(work, FolderRemovalTest::unlessForeign))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        work.resolve("a/foreign").toString(),
                        work.resolve("c/foreign").toString())
                .hasMessageNotContaining("DirectoryNotEmpty");
        assertThat(work.resolve("b")).doesNotExist();
        assertThat(work.resolve("d")).doesNotExist();
    }

    private static void unlessForeign(Path path) throws IOException {
        if (path.endsWith("foreign")) {
            throw new AccessDeniedException(path.toString());
        }
        Files.deleteIfExists(path);
    }
}
