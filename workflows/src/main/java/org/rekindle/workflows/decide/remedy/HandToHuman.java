// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.decide.ReleasesChecked;
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
        Optional<String> works = StillWorks.objection(facts.seen());
        if (facts.isExpired() && works.isPresent()) {
            return works.get();
        }
        Optional<String> releases = ReleasesChecked.objection(facts.releases());
        if (releases.isPresent()) {
            return "Nothing is torn down. " + releases.get();
        }
        if (facts.isExpired()) {
            return "Nothing can be built from and nothing renewed in place; the decisions say why, each with its cure, such as a"
                    + " template that fits under templates:, or ssh:, in the fleet file.";
        }
        if (facts.concernsCertificates()) {
            return "No upgrade can be made and nothing renewed in place; the decisions say why, each with its cure. Nothing is"
                    + " torn down while the certificates still count.";
        }
        return facts.diagnosis().wouldTell().isEmpty()
                ? "Only certificates lead to a teardown."
                : "Only certificates lead to a teardown. What would tell more: "
                        + String.join(" ", facts.diagnosis().wouldTell());
    }
}
