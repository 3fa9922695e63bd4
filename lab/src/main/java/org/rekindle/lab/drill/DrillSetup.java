// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import org.rekindle.lab.scenario.PlayConditions;
import org.rekindle.lab.scenario.Scenario;

/** Where the runs of a drill are played: in the simulated cloud, or in a real one. */
public interface DrillSetup {

    /** How many runs there may be at a time. */
    int atATime();

    /** A scenario as it is played there. */
    Scenario scenario(String name);

    /** The conditions of a run: the seed decides what happens to its requests. */
    PlayConditions conditions(long seed);
}
