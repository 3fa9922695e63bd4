// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.temporal.worker.WorkerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.rekindle.activities.heartbeat.HeartbeatInterceptor;
import org.rekindle.activities.tls.TlsProbe;
import org.rekindle.worker.runs.TemporalAddress;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.workflows.api.Identifiers;

/** A worker that only looks at served certificates, from the place where it stands. */
public final class TlsProbeWorker implements AutoCloseable {

    private static final Duration TLS_TIMEOUT = Duration.ofSeconds(5);
    private static final int SECONDS_TO_END_IN_PEACE = 5;

    private final TemporalConnection connection;
    private final WorkerFactory factory;

    private TlsProbeWorker(String place, TemporalAddress temporal) {
        // It has no HTTP side, so that its log alone says when Temporal refuses its polls.
        FailingTasks none = new FailingTasks(Clock.systemUTC(), new CompositeMeterRegistry());
        connection = TemporalConnection.open(temporal, null, new CallWatch(Clock.systemUTC(), none));
        factory = WorkerFactory.newInstance(
                connection.client(),
                io.temporal.worker.WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new HeartbeatInterceptor())
                        .build());
        factory.newWorker(Identifiers.lookFrom(place))
                .registerActivitiesImplementations(new TlsProbe(TLS_TIMEOUT, TLS_TIMEOUT, Clock.systemUTC()));
        factory.start();
    }

    /** Starts it under the name of its place. */
    public static TlsProbeWorker start(String place, TemporalAddress temporal) {
        return new TlsProbeWorker(place, temporal);
    }

    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(SECONDS_TO_END_IN_PEACE, TimeUnit.SECONDS);
        connection.close();
    }
}
