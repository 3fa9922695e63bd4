// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Remedy;

/** Leaves well alone. */
final class NothingToDo implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.NOTHING;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        return facts.condition() == Condition.HEALTHY ? Optional.empty() : Optional.of("Something is the matter.");
    }

    @Override
    public String because(Facts facts) {
        return "Nothing is wrong.";
    }
}
