// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;

/** The worker's metrics: Temporal's own and the Java machine's, in Prometheus' format. */
final class Metrics implements AutoCloseable {

    private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Scope scope = new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(REPORT_EVERY);

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Where Temporal's client and worker report to. */
    Scope scope() {
        return scope;
    }

    /** Where the worker's own metrics are registered. */
    MeterRegistry registry() {
        return registry;
    }

    /** What Prometheus reads. */
    String page() {
        return registry.scrape();
    }

    @Override
    public void close() throws ScopeCloseException {
        scope.close();
        registry.close();
    }
}
