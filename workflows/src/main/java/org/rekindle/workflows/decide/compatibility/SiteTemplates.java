// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.List;
import java.util.Optional;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

/**
 * The first authority: what the operators of the site publish is a set that they have tried against their own Cluster API. The
 * newest chart of all may not be: one newer than theirs has left autoscaling silent before (2i2c issues 5601 and 5617).
 */
final class SiteTemplates {

    private SiteTemplates() {}

    /** The answer where a published template pairs this chart with this minor version. */
    static Optional<Rung> answer(Pair pair, List<Template> site, Optional<CompatibilityRow> row) {
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

    private static Rung judged(Pair pair, Template template, Optional<CompatibilityRow> row) {
        String says = "The site publishes a template that pairs " + pair.named() + " with "
                + pair.kubernetes().major() + "." + pair.kubernetes().minor() + " (" + template.name() + ")";
        Optional<String> contradiction = row.flatMap(known -> FlagRemoved.refusal(pair, known));
        if (contradiction.isPresent()) {
            return pair.doesNotFit(
                    says + ", and that contradicts what is known of it. " + contradiction.get()
                            + " What would tell: a cluster that was made from it and stands.",
                    Basis.SITE_TEMPLATE,
                    Certainty.UNKNOWN);
        }
        return pair.fits(says + ".", Basis.SITE_TEMPLATE, Certainty.CERTAIN, List.of());
    }
}
