// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.model.run.Phase;

/** The phases of a run, in the order in which a remedy goes through them. */
final class Phases {

    private Phases() {}

    /** The upgrade first where one is made, and the report last. */
    static List<Phase> of(boolean upgrades, Phase... phases) {
        List<Phase> all = new ArrayList<>();
        if (upgrades) {
            all.add(Phase.UPGRADING);
        }
        all.addAll(List.of(phases));
        all.add(Phase.REPORTING);
        return List.copyOf(all);
    }
}
