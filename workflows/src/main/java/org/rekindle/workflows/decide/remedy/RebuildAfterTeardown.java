// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.decide.QuotaRoom;
import org.rekindle.workflows.model.QuotaSighting;
import org.rekindle.workflows.model.Remedy;

/** The last resort, under guard. */
final class RebuildAfterTeardown implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.REBUILD;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        return Rebuilds.objection(facts).or(() -> quota(facts));
    }

    /** What is not told is no objection: the plan says so, and it is asked again right before the delete. */
    private static Optional<String> quota(Facts facts) {
        QuotaSighting quota = facts.quota();
        return quota == null
                ? Optional.empty()
                : QuotaRoom.lackingAfterTeardown(quota.lines())
                        .map(lacks ->
                                "The quota has no room for the new cluster, even with the old one gone: " + lacks);
    }

    @Override
    public String because(Facts facts) {
        return "The certificates have expired, and only new machines bring new ones.";
    }
}
