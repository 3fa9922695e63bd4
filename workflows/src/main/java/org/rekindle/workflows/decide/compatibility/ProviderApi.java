// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Template;

/**
 * The provider for OpenStack (CAPO) serves {@code v1alpha7} of its API up to 0.11 and {@code v1beta1} alone from 0.12 on. Which one a
 * site runs no tenant can ask; what its own templates write is the nearest there is.
 */
final class ProviderApi {

    private static final String OLD = "v1alpha7";

    private ProviderApi() {}

    static Optional<String> warning(
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
        return Optional.of(
                "The " + pair.named() + " writes the OpenStackCluster API " + OLD
                        + ", which a provider of 0.12 or later no longer serves: "
                        + (written.isEmpty()
                                ? "the site publishes no template that would tell which one it runs."
                                : "none of the site's own templates writes it any more, so a create is likely to fail at once."));
    }
}
