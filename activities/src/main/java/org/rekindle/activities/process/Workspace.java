// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of one child process, readable by this user only, with its configuration, cache and temporary files in it; so it finds
 * nothing of the user's own, and no two children meet.
 */
public record Workspace(Path folder) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Workspace.class);

    /**
     * A new one.
     *
     * @param prefix of the folder's name, such as {@code rekindle-helm-}
     */
    public static Workspace make(String prefix) {
        try {
            return new Workspace(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "There is no room for temporary files: " + e);
        }
    }

    @Override
    public void close() {
        try {
            FolderRemoval.remove(folder);
        } catch (IOException e) {
            // What the child did is done: a folder that stays behind is no reason to do it again.
            log.warn("The temporary files in {} could not be removed: {}", folder, e.toString());
        }
    }
}
