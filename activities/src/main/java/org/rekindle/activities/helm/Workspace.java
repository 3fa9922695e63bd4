// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of one child process, readable by this user only, with Helm's configuration, cache and temporary files in it; so
 * Helm finds nothing of the user's own, and no two children meet.
 */
record Workspace(Path folder) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Workspace.class);

    static Workspace make() {
        try {
            return new Workspace(Files.createTempDirectory("rekindle-helm-"));
        } catch (IOException e) {
            throw Failures.of(FailureCode.UNAVAILABLE, "There is no room for Helm's temporary files: " + e);
        }
    }

    @Override
    public void close() {
        try {
            FolderRemoval.remove(folder);
        } catch (IOException e) {
            // The release is what it is: a left-over folder is no reason to deploy it again.
            log.warn("Helm's temporary files in {} could not be removed: {}", folder, e.toString());
        }
    }
}
