// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

/** A scenario that cannot be run, with the file, the place and the cure in its message. */
public final class ScenarioFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScenarioFault(String message) {
        super(message);
    }
}
