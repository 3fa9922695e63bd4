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
 * A template whose chart and Kubernetes version are both known.
 *
 * @param chart the chart that would really be used
 */
record Pair(Template template, String chart, KubernetesVersion kubernetes) {

    /** The chart in a sentence. */
    String named() {
        return "chart " + chart
                + (template.chartVersion() == null ? " (the driver's default, the template names none)" : "");
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

    Rung fits(String why, Basis basis, Certainty certainty, List<String> warnings) {
        return new Rung(template, kubernetes.toString(), chart, true, why, basis, certainty, warnings);
    }

    Rung doesNotFit(String why, Basis basis, Certainty certainty) {
        return new Rung(template, kubernetes.toString(), chart, false, why, basis, certainty, List.of());
    }
}
