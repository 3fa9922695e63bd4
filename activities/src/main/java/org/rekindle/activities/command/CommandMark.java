// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

/**
 * Marks all processes of one command of one run in their environment, which children inherit. So they are found when their parents
 * have gone, and by the next attempt when a worker and its supervisor were both killed.
 */
record CommandMark(String value) {

    static final String VARIABLE = "REKINDLE_CALL";

    /** The mark as the environment of a process has it. */
    String entry() {
        return VARIABLE + "=" + value;
    }
}
