// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.rebuild.ReleasesChecked;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;

/** A human must look where no other remedy is left. Nothing speaks against this one. */
final class HandToHumanRemedy extends EndingRemedy {

    @Override
    public Remedy id() {
        return Remedy.HAND_TO_HUMAN;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        return Optional.empty();
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        if (input.concernsCertificates() && input.cloud() == null) {
            return List.of(Reason.of(ReasonCode.CLUSTER_UNKNOWN));
        }
        Optional<Reason> works = StillWorks.objection(input.seen());
        if (input.isExpired() && works.isPresent()) {
            return List.of(works.get());
        }
        Optional<Reason> releases = ReleasesChecked.objection(input.releases());
        if (releases.isPresent()) {
            return List.of(Reason.of(ReasonCode.NOTHING_IS_TORN_DOWN), releases.get());
        }
        return List.of(noRemedy(input));
    }

    private static Reason noRemedy(RemedyInput input) {
        if (input.isExpired()) {
            return Reason.of(ReasonCode.NO_REMEDY_LEFT);
        }
        if (input.concernsCertificates()) {
            return Reason.of(ReasonCode.NO_REMEDY_BEFORE_EXPIRY);
        }
        return notCertificates(input);
    }

    private static Reason notCertificates(RemedyInput input) {
        Reason reason = Reason.of(ReasonCode.ONLY_CERTIFICATES);
        List<String> more =
                input.diagnosis().wouldTell().stream().map(Sentences::of).toList();
        return more.isEmpty() ? reason : reason.with("more", String.join(" ", more));
    }

    @Override
    public List<String> humanToDos(ClusterProfile profile, CloudCluster cloud) {
        return List.of("Look at what was seen, and decide.");
    }
}
