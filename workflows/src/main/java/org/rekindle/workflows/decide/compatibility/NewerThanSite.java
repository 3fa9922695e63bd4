// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** A chart newer than every one that the site publishes may not fit its autoscaler, which then silently never scales. */
final class NewerThanSite {

    private NewerThanSite() {}

    static Optional<Reason> warning(Pair pair, List<Template> site) {
        Optional<ChartVersion> newest = site.stream()
                .filter(Template::published)
                .flatMap(template -> Stream.ofNullable(template.chartVersion()))
                .flatMap(chart -> ChartVersion.parse(chart).stream())
                .max(ChartVersion::compareTo);
        Optional<ChartVersion> own = ChartVersion.parse(pair.chart());
        if (newest.isPresent() && own.isPresent() && own.get().compareTo(newest.get()) > 0) {
            return Optional.of(pair.reason(ReasonCode.CHART_NEWER_THAN_SITE).with("newest", newest.get()));
        }
        return Optional.empty();
    }
}
