// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Remedy;

/** What lies behind Magnum, in the management cluster or in its books, only the operators of the cloud can mend. */
final class Ticket implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.TICKET;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        CloudCluster cloud = facts.cloud();
        if (cloud == null) {
            return Optional.of("Magnum knows no such cluster that the operators could be asked about.");
        }
        return facts.culprit() == Culprit.WRONG_AUTHORITY || cloud.status().endsWith("_FAILED")
                ? Optional.empty()
                : Optional.of("Nothing that was seen is in the hands of the cloud's operators alone.");
    }

    @Override
    public String because(Facts facts) {
        return facts.culprit() == Culprit.WRONG_AUTHORITY
                ? "Magnum's books name another authority than the cluster has, and only the operators can put them right."
                : "Magnum's state is one that only the operators can put right.";
    }
}
