// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** The second authority: the Kubernetes versions that a chart's own release was tested with. */
final class TestedSets {

    private TestedSets() {}

    static CandidateTemplate answer(
            Pair pair, CompatibilityRow row, List<Template> site, List<CompatibilityRow> table) {
        Evidence evidence = row.evidence();
        List<String> tested = pair.testedOfMinor(row);
        if (tested.isEmpty()) {
            Reason reason = pair.reason(ReasonCode.NOT_TESTED)
                    .with("tested", String.join(", ", row.tested()))
                    .with("minor", pair.minor());
            return pair.doesNotFit(List.of(reason), evidence, Certainty.LIKELY);
        }
        String versions = String.join(", ", tested);
        List<Reason> warnings = new ArrayList<>();
        if (tested.stream()
                .flatMap(text -> KubernetesVersion.parse(text).stream())
                .noneMatch(pair.kubernetes()::equals)) {
            warnings.add(pair.reason(ReasonCode.OTHER_PATCH_TESTED)
                    .with("tested", versions)
                    .with("version", pair.kubernetes()));
        }
        NewerThanSite.warning(pair, site).ifPresent(warnings::add);
        ProviderApi.warning(pair, row, site, table).ifPresent(warnings::add);
        return pair.fits(
                pair.reason(ReasonCode.TESTED).with("tested", versions), evidence, Certainty.CERTAIN, warnings);
    }
}
