// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import org.rekindle.workflows.model.fleet.ClusterProfile;

/**
 * What every stage of one run shares.
 *
 * @param profile what the fleet file said of the cluster when the run began
 * @param state what the run remembers of itself
 * @param operator who is asked where a step is stuck
 */
public record RunContext(ClusterProfile profile, RunState state, Operator operator) {

    /** What the run waits for. */
    public WaitMeter waits() {
        return state.waits();
    }
}
