// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.plan.Remedy;

/** Upgrades to another image of the same minor version: machines and certificates are new, and nothing else changes. */
final class SameVersionRollRemedy extends UpgradingRemedy {

    @Override
    public Remedy id() {
        return Remedy.SAME_VERSION_ROLL;
    }

    @Override
    public Optional<Reason> objection(RemedyInput input) {
        Optional<Reason> objection = super.objection(input);
        if (objection.isEmpty() && !isSameVersion(input)) {
            return Optional.of(Reason.of(ReasonCode.ROLL_CHANGES_VERSION));
        }
        return objection;
    }

    @Override
    public List<Reason> reasons(RemedyInput input) {
        return List.of(Reason.of(ReasonCode.ROLL_RENEWS));
    }

    private static boolean isSameVersion(RemedyInput input) {
        List<CandidateTemplate> upgrades = input.upgrades();
        if (upgrades.size() != 1) {
            return false;
        }
        return Optional.ofNullable(input.cloud())
                .map(CloudCluster::kubernetesVersion)
                .flatMap(KubernetesVersion::parse)
                .flatMap(now -> KubernetesVersion.parse(upgrades.get(0).kubernetesVersion())
                        .filter(now::sameMinor))
                .isPresent();
    }
}
