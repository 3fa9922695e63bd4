// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.rekindle.lab.proxy.Fate;

/** Where the runs of a drill take place: in the simulated cloud, or in a real one. */
public interface Stage {

    /** Whether time passes at once while nobody works. */
    boolean skipsTime();

    /** How many runs there may be at a time. */
    int atATime();

    /** What happens to the requests of a run. */
    Fate fate(long seed);

    /** How the runs are watched. */
    Human.Habit habit();

    /**
     * Lays out the ground of a run.
     *
     * @param id of the cluster in the fleet
     * @param temporal the clock of the Temporal server
     */
    Ground ground(String id, Errand errand, Fate fate, Clock temporal, Path folder) throws IOException;
}
