// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The first authority: what the operators of the site publish is a set that they have tried against their own Cluster API. The
 * newest chart of all may not be: one newer than theirs has left autoscaling silent before (2i2c issues 5601 and 5617).
 */
final class SiteTemplates {

    private SiteTemplates() {}

    /** The answer where a published template pairs this chart with this minor version. */
    static Optional<CandidateTemplate> answer(Pair pair, List<Template> site, Optional<CompatibilityRow> row) {
        return site.stream()
                .filter(template -> publishes(template, pair))
                .findFirst()
                .map(template -> judged(pair, template, row));
    }

    private static boolean publishes(Template template, Pair pair) {
        String version = template.kubernetesVersion();
        return template.published()
                && pair.chart().equals(template.chartVersion())
                && version != null
                && KubernetesVersion.parse(version)
                        .filter(pair.kubernetes()::sameMinor)
                        .isPresent();
    }

    private static CandidateTemplate judged(Pair pair, Template template, Optional<CompatibilityRow> row) {
        Optional<Reason> contradiction = row.flatMap(known -> FlagRemoved.refusal(pair, known));
        if (contradiction.isPresent()) {
            List<Reason> reasons = List.of(
                    pairs(ReasonCode.SITE_PAIRS_CONTRADICTED, pair, template),
                    contradiction.get(),
                    Reason.of(ReasonCode.STANDING_CLUSTER_WOULD_SHOW));
            return pair.doesNotFit(reasons, Evidence.SITE_TEMPLATE, Certainty.UNKNOWN);
        }
        return pair.fits(
                pairs(ReasonCode.SITE_PAIRS, pair, template), Evidence.SITE_TEMPLATE, Certainty.CERTAIN, List.of());
    }

    private static Reason pairs(ReasonCode code, Pair pair, Template template) {
        return pair.reason(code).with("minor", pair.minor()).with("template", template.name());
    }
}
