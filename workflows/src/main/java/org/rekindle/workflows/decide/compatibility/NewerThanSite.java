// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.Template;

/** A chart newer than every one that the site publishes may not fit its autoscaler, which then silently never scales. */
final class NewerThanSite {

    private NewerThanSite() {}

    static Optional<String> warning(Pair pair, List<Template> site) {
        Optional<ChartVersion> newest = site.stream()
                .filter(Template::published)
                .flatMap(template -> Stream.ofNullable(template.chartVersion()))
                .flatMap(chart -> ChartVersion.parse(chart).stream())
                .max(ChartVersion::compareTo);
        Optional<ChartVersion> own = ChartVersion.parse(pair.chart());
        return newest.isPresent() && own.isPresent() && own.get().compareTo(newest.get()) > 0
                ? Optional.of(
                        "The " + pair.named() + " is newer than every one that the site publishes (" + newest.get()
                                + "): its autoscaler may never react. Prove the scale-up before users come back.")
                : Optional.empty();
    }
}
