// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.fleet.CompatibilityRow;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The provider for OpenStack (CAPO) serves {@code v1alpha7} of its API up to 0.11 and {@code v1beta1} alone from 0.12 on. No tenant
 * can ask which one a site runs; the API that the site's own templates write is the best evidence.
 */
final class ProviderApi {

    private static final String OLD = "v1alpha7";

    private ProviderApi() {}

    static Optional<Reason> warning(
            Pair pair, CompatibilityRow row, List<Template> site, List<CompatibilityRow> table) {
        if (!row.openStackClusterApi().equals(OLD)) {
            return Optional.empty();
        }
        List<String> written = site.stream()
                .filter(Template::published)
                .flatMap(template -> Stream.ofNullable(template.chartVersion()))
                .flatMap(chart -> table.stream().filter(known -> known.chart().equals(chart)))
                .map(CompatibilityRow::openStackClusterApi)
                .distinct()
                .toList();
        if (written.contains(OLD)) {
            return Optional.empty();
        }
        ReasonCode code = written.isEmpty() ? ReasonCode.PROVIDER_API_UNKNOWN : ReasonCode.PROVIDER_API_NOT_WRITTEN;
        return Optional.of(pair.reason(code).with("api", OLD));
    }
}
