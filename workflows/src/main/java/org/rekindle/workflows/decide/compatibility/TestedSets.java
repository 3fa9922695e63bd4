// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.model.Basis;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;

/** The second authority: the Kubernetes versions that a chart's own release was tested with. */
final class TestedSets {

    private TestedSets() {}

    static Rung answer(Pair pair, CompatibilityRow row, List<Template> site, List<CompatibilityRow> table) {
        Basis basis = row.own() ? Basis.OWN_ROW : Basis.TABLE;
        List<String> tested = pair.testedOfMinor(row);
        if (tested.isEmpty()) {
            return pair.doesNotFit(
                    "The " + pair.named() + " was tested with " + String.join(", ", row.tested()) + ", not with "
                            + pair.kubernetes().major() + "."
                            + pair.kubernetes().minor() + ".",
                    basis,
                    Certainty.LIKELY);
        }
        List<String> warnings = new ArrayList<>();
        if (tested.stream()
                .flatMap(text -> KubernetesVersion.parse(text).stream())
                .noneMatch(pair.kubernetes()::equals)) {
            warnings.add("The " + pair.named() + " was tested with " + String.join(", ", tested) + ", and not with "
                    + pair.kubernetes() + " itself.");
        }
        NewerThanSite.warning(pair, site).ifPresent(warnings::add);
        ProviderApi.warning(pair, row, site, table).ifPresent(warnings::add);
        return pair.fits(
                "The " + pair.named() + " was tested with " + String.join(", ", tested) + ".",
                basis,
                Certainty.CERTAIN,
                warnings);
    }
}
