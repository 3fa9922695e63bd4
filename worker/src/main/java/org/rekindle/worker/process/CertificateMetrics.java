// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;

/**
 * When each cluster's certificate expires, as the scheduled surveys saw it. A cluster that a survey could not look at keeps what the
 * last one saw, and the second metric says how old that is. A cluster that a survey does not list has no series any more.
 */
final class CertificateMetrics {

    /** What is known of a cluster; both are null for one that no survey has seen since the worker began. */
    private record Known(
            @Nullable Instant notAfter, @Nullable Instant seenAt) {

        private static final Known NOTHING = new Known(null, null);
    }

    private final MultiGauge expiry;
    private final MultiGauge seen;
    private Map<String, Known> known = Map.of();

    CertificateMetrics(MeterRegistry registry) {
        this.expiry = MultiGauge.builder("rekindle_cluster_certificate_expiry_timestamp_seconds")
                .description("When the certificate that the cluster serves expires, in seconds since 1970.")
                .register(registry);
        this.seen = MultiGauge.builder("rekindle_cluster_certificate_last_seen_timestamp_seconds")
                .description(
                        "When the last survey ended that saw the certificate, in seconds since 1970; 0 when none did.")
                .register(registry);
    }

    /** Shows what a survey found that ended then. */
    synchronized void show(SurveyResult result, Instant end) {
        Map<String, Known> now = new LinkedHashMap<>();
        for (SurveyEntry entry : result.clusters()) {
            Known before = known.getOrDefault(entry.cluster(), Known.NOTHING);
            Instant notAfter = entry.notAfter();
            now.put(entry.cluster(), notAfter == null ? before : new Known(notAfter, end));
        }
        known = now;
        List<Row<?>> expiries = new ArrayList<>();
        List<Row<?>> times = new ArrayList<>();
        now.forEach((cluster, each) -> {
            if (each.notAfter() != null) {
                expiries.add(row(cluster, each, it -> seconds(it.notAfter())));
            }
            times.add(row(cluster, each, it -> seconds(it.seenAt())));
        });
        expiry.register(expiries, true);
        seen.register(times, true);
    }

    private static Row<?> row(String cluster, Known of, ToDoubleFunction<Known> value) {
        return Row.of(Tags.of("cluster", cluster), of, value);
    }

    private static double seconds(@Nullable Instant time) {
        return time == null ? 0 : time.getEpochSecond();
    }
}
