// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Sets up the cloud of a run. */
@FunctionalInterface
public interface TestbedFactory {

    /**
     * Sets it up, and waits until its clusters are as the scenario says.
     *
     * @param temporal the clock of the Temporal server
     * @param folder for the files of the run
     */
    Testbed open(Scenario scenario, Clock temporal, Path folder) throws IOException;
}
