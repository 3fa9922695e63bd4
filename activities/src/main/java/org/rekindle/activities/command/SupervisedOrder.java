// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import java.util.List;
import java.util.Map;

/**
 * What the supervisor is to start.
 *
 * @param run program and arguments
 * @param folder the working folder
 * @param environment all of it
 * @param input the file that is the standard input
 * @param mark of all its processes
 * @param workspace removed when the parent has gone
 */
record SupervisedOrder(
        List<String> run, String folder, Map<String, String> environment, String input, String mark, String workspace) {

    /** Leaves the environment out, which may hold secrets. */
    @Override
    public String toString() {
        return "SupervisedOrder[" + run.get(0) + "]";
    }
}
