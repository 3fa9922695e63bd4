// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.run.ReleaseCheck;
import org.rekindle.workflows.run.RunContext;

/** Checks all that a redeploy needs while the old cluster still stands: what is missing is found before anything is destroyed. */
public final class DeployRehearsal {

    private DeployRehearsal() {}

    /**
     * An answer for each command and each release; nothing is asked where the fleet file names none.
     *
     * @param ladder the templates to build from
     */
    public static List<ReleaseCheck> of(RunContext run, List<CandidateTemplate> ladder) {
        return Stream.concat(CommandRehearsal.of(run).stream(), ReleaseRehearsal.of(run, ladder).stream())
                .toList();
    }
}
