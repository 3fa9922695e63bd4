// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page in HTML. The template escapes all that is put into it. */
final class FleetHtml {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HtmlTemplate template = new HtmlTemplate("fleet.html.mustache");

    String of(FleetOverview fleet) {
        Map<String, @Nullable Object> scope = new HashMap<>();
        scope.put("at", MOMENT.format(fleet.at()));
        scope.put("surveyedAt", moment(fleet.surveyedAt()));
        scope.put("trouble", fleet.trouble());
        scope.put("clusters", fleet.clusters().stream().map(FleetHtml::row).toList());
        return template.of(scope);
    }

    private static Map<String, @Nullable Object> row(ClusterRow row) {
        Map<String, @Nullable Object> scope = new HashMap<>();
        scope.put("cluster", row.cluster());
        scope.put("level", row.level().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        scope.put("notAfter", moment(row.notAfter()));
        scope.put("expires", row.expires());
        scope.put("found", row.found());
        scope.put("run", row.run());
        scope.put("waitsFor", row.waitsFor());
        scope.put("command", row.command());
        scope.put("approve", row.approve());
        scope.put("link", row.link());
        return scope;
    }

    private static @Nullable String moment(@Nullable Instant at) {
        return at == null ? null : MOMENT.format(at);
    }
}
