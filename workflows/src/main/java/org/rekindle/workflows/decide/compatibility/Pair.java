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
 * A template whose chart and Kubernetes version are both known.
 *
 * @param chart the chart that would really be used
 */
record Pair(Template template, String chart, KubernetesVersion kubernetes) {

    /** A reason that names the chart, and says where the template names none. */
    Reason reason(ReasonCode code) {
        Reason reason = Reason.of(code, "chart", chart);
        return template.chartVersion() == null ? reason.with("default", "yes") : reason;
    }

    /** Such as {@code 1.33}. */
    String minor() {
        return kubernetes.major() + "." + kubernetes.minor();
    }

    /** The row of its chart; the fleet file's own goes first. */
    Optional<CompatibilityRow> row(List<CompatibilityRow> table) {
        return table.stream()
                .filter(each -> each.chart().equals(chart))
                .sorted((one, other) -> Boolean.compare(other.own(), one.own()))
                .findFirst();
    }

    /** The tested versions of its own minor. */
    List<String> testedOfMinor(CompatibilityRow row) {
        return row.tested().stream()
                .filter(tested -> KubernetesVersion.parse(tested)
                        .filter(kubernetes::sameMinor)
                        .isPresent())
                .toList();
    }

    CandidateTemplate fits(Reason reason, Evidence evidence, Certainty certainty, List<Reason> warnings) {
        return new CandidateTemplate(
                template, kubernetes.toString(), chart, true, List.of(reason), evidence, certainty, warnings);
    }

    CandidateTemplate doesNotFit(List<Reason> reasons, Evidence evidence, Certainty certainty) {
        return new CandidateTemplate(
                template, kubernetes.toString(), chart, false, reasons, evidence, certainty, List.of());
    }
}
