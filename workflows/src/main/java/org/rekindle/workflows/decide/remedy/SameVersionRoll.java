// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.Remedy;
import org.rekindle.workflows.model.Rung;

/** An upgrade to another image of the same minor version: new machines, new certificates, and nothing else changes. */
final class SameVersionRoll implements Option {

    @Override
    public Remedy remedy() {
        return Remedy.SAME_VERSION_ROLL;
    }

    @Override
    public Optional<String> objection(Facts facts) {
        Optional<String> upgrade = Upgrades.objection(facts);
        if (upgrade.isPresent()) {
            return upgrade;
        }
        return isSameVersion(facts)
                ? Optional.empty()
                : Optional.of("The template that the fleet file prefers is of another version.");
    }

    @Override
    public String because(Facts facts) {
        return "The certificates still count, so a roll to another image of the same version renews them, and nothing is"
                + " destroyed.";
    }

    static boolean isSameVersion(Facts facts) {
        List<Rung> hops = facts.hops();
        CloudCluster cloud = facts.cloud();
        String current = cloud == null ? null : cloud.kubernetesVersion();
        return hops.size() == 1
                && current != null
                && KubernetesVersion.parse(current)
                        .flatMap(now -> KubernetesVersion.parse(hops.get(0).kubernetesVersion())
                                .filter(now::sameMinor))
                        .isPresent();
    }
}
