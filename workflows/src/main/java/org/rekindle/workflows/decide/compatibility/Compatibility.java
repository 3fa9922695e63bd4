// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Evidence;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Decides whether a template's chart and Kubernetes version fit together. No one publishes which do, so three authorities are asked
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
        return Objects.requireNonNullElse(template.chartVersion(), DRIVER_DEFAULT_CHART);
    }

    /**
     * Looks at one template.
     *
     * @param site all templates that the project sees
     */
    public static CandidateTemplate judge(Template template, List<CompatibilityRow> table, List<Template> site) {
        String version = template.kubernetesVersion();
        if (version == null) {
            return unreadable(template, "unknown", Reason.of(ReasonCode.VERSION_MISSING));
        }
        Optional<KubernetesVersion> kubernetes = KubernetesVersion.parse(version);
        if (kubernetes.isEmpty()) {
            return unreadable(template, version, Reason.of(ReasonCode.VERSION_UNREADABLE, "version", version));
        }
        return judge(new Pair(template, chartOf(template), kubernetes.get()), table, site);
    }

    private static CandidateTemplate judge(Pair pair, List<CompatibilityRow> table, List<Template> site) {
        Optional<CompatibilityRow> row = pair.row(table);
        Optional<CandidateTemplate> published = SiteTemplates.answer(pair, site, row);
        if (published.isPresent()) {
            return published.get();
        }
        if (row.isEmpty()) {
            return NeighbouringRows.answer(pair, table).orElseGet(() -> unknown(pair));
        }
        return FlagRemoved.refusal(pair, row.get())
                .map(why -> pair.doesNotFit(List.of(why), row.get().evidence(), Certainty.CERTAIN))
                .orElseGet(() -> TestedSets.answer(pair, row.get(), site, table));
    }

    private static CandidateTemplate unknown(Pair pair) {
        Reason reason = pair.reason(ReasonCode.CHART_UNKNOWN).with("version", pair.kubernetes());
        return pair.doesNotFit(List.of(reason), Evidence.NOTHING, Certainty.UNKNOWN);
    }

    private static CandidateTemplate unreadable(Template template, String version, Reason why) {
        return new CandidateTemplate(
                template,
                version,
                chartOf(template),
                false,
                List.of(why),
                Evidence.NOTHING,
                Certainty.CERTAIN,
                List.of());
    }
}
