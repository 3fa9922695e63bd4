// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

/**
 * A tool that is not Java. {@code META-INF/rekindle/tools.yaml} says for each which version, and how it is fetched and built.
 *
 * @param command what is typed to run it, and the name of its file
 */
public record Tool(String command) {
    /** Temporal's command, which holds the development server that {@code up} starts. */
    public static final Tool TEMPORAL = new Tool("temporal");
}
