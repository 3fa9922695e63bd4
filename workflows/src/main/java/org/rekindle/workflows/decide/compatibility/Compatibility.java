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
 * Decides whether a template's chart and Kubernetes version fit together. Nobody publishes which do, so three authorities are asked
 * in turn: the templates that the site itself publishes; the table that travels with the cluster's profile, with a source for each
 * row; what lies between two rows of it. The answer says which one it rests on, and what none of them knows is not guessed.
 */
public final class Compatibility {

    /**
     * The chart that magnum-capi-helm 1.2 to 1.4 uses for a template without {@code capi_helm_chart_version} (its option
     * {@code [capi_helm]default_helm_chart_version}).
     */
    public static final String DRIVER_DEFAULT_CHART = "0.10.1";

    private Compatibility() {}

    /** The chart that a template is really installed with. */
    public static String chartOf(Template template) {
        String declared = template.chartVersion();
        return declared == null ? DRIVER_DEFAULT_CHART : declared;
    }

    /**
     * Looks at one template.
     *
     * @param site all templates that the project sees
     */
    public static Rung judge(Template template, List<CompatibilityRow> table, List<Template> site) {
        String version = template.kubernetesVersion();
        if (version == null) {
            return unreadable(template, "unknown", "Its image has no kube_version, which Magnum refuses.");
        }
        Optional<KubernetesVersion> kubernetes = KubernetesVersion.parse(version);
        if (kubernetes.isEmpty()) {
            return unreadable(template, version, "Its image's kube_version \"" + version + "\" is no version.");
        }
        return judge(new Pair(template, chartOf(template), kubernetes.get()), table, site);
    }

    private static Rung judge(Pair pair, List<CompatibilityRow> table, List<Template> site) {
        Optional<CompatibilityRow> row = pair.row(table);
        Optional<Rung> published = SiteTemplates.answer(pair, site, row);
        if (published.isPresent()) {
            return published.get();
        }
        if (row.isEmpty()) {
            return Neighbours.answer(pair, table)
                    .orElseGet(() -> pair.doesNotFit(
                            "Neither the site's own templates nor the table know " + pair.named()
                                    + ", so it cannot be said whether it fits " + pair.kubernetes()
                                    + ". What would tell: the dependencies.json of the chart's tag, written as a row under"
                                    + " compatibility: in the fleet file.",
                            Basis.NOTHING,
                            Certainty.UNKNOWN));
        }
        return FlagRemoved.refusal(pair, row.get())
                .map(why -> pair.doesNotFit(why, row.get().own() ? Basis.OWN_ROW : Basis.TABLE, Certainty.CERTAIN))
                .orElseGet(() -> TestedSets.answer(pair, row.get(), site, table));
    }

    private static Rung unreadable(Template template, String version, String why) {
        return new Rung(template, version, chartOf(template), false, why, Basis.NOTHING, Certainty.CERTAIN, List.of());
    }
}
