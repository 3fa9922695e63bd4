// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.Remedy;

/** Never refuses: somebody must look where nothing else is left. */
final class HandToHuman implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.HAND_TO_HUMAN;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        return Optional.empty();
    }

    @Override
    public String because(Facts facts) {
        if (facts.concernsCertificates() && facts.cloud() == null) {
            return "Magnum knows no such cluster.";
        }
        if (facts.concernsCertificates()) {
            return "No allowed template can be upgraded to or built from, and there is no way into the machines. Add a template"
                    + " that fits under templates:, or ssh:, in the fleet file.";
        }
        return facts.diagnosis().wouldTell().isEmpty()
                ? "Only certificates lead to a teardown."
                : "Only certificates lead to a teardown. What would tell more: "
                        + String.join(" ", facts.diagnosis().wouldTell());
    }
}
