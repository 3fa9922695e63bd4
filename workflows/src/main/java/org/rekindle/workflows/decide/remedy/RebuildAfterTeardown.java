// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.Remedy;

/** The last resort, under guard. */
final class RebuildAfterTeardown implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.REBUILD;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        return Rebuilds.objection(facts);
    }

    @Override
    public String because(Facts facts) {
        return "The certificates have expired, and only new machines bring new ones.";
    }
}
