// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.nio.file.Path;

/**
 * A tool that can be run.
 *
 * @param version that was found: asked of the tool where it came from outside, else the pinned one
 */
public record FoundTool(Tool tool, Path path, String version, Origin origin) {

    /** Where a tool came from. */
    public enum Origin {
        /** The folder that {@code REKINDLE_TOOLS_DIR} names, taken as it is. */
        FOLDER("REKINDLE_TOOLS_DIR"),
        PATH("PATH"),
        /** An earlier run downloaded or built it. */
        CACHE("cache"),
        DOWNLOADED("downloaded"),
        BUILT("built");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }
}
