// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.List;
import org.rekindle.workflows.model.plan.Reason;

/**
 * What a rule says of an upgrade step.
 *
 * @param reasons what it rests on, and what to do about it or what would tell
 */
public record Finding(Verdict verdict, List<Reason> reasons) {

    static Finding of(Verdict verdict, Reason... reasons) {
        return new Finding(verdict, List.of(reasons));
    }

    /** Whether the step must not be tried. */
    public boolean stops() {
        return verdict != Verdict.WARNS;
    }
}
