// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.ConfigFault;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.page.WebPage;
import org.rekindle.worker.webhook.AlertIntake;
import org.rekindle.worker.webhook.AlertSource;

/** The worker over HTTP: a route for each receiver of alerts, {@code /metrics}, {@code /healthz}, and the pages. */
public final class WorkerHttpServer implements AutoCloseable {

    /** Up to four accept connections and one selects on a large machine; five may be held by webhooks. */
    private static final int THREADS = 14;

    /** How long a request may send nothing while it is waited for, or take nothing of its answer. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Javalin server;
    private final List<String> routes;

    private WorkerHttpServer(Javalin server, List<? extends AlertSource> sources) {
        this.server = server;
        this.routes = Stream.concat(sources.stream().map(AlertSource::route), Stream.of("/metrics", "/healthz"))
                .toList();
    }

    /** Listens, without pages. */
    public static WorkerHttpServer listen(
            Webhooks place,
            List<? extends AlertSource> sources,
            AlertIntake intake,
            Supplier<String> metrics,
            Supplier<WorkerHealth> health) {
        return listen(place, sources, intake, metrics, health, List.of());
    }

    /**
     * Listens.
     *
     * @param sources the receivers of alerts; none when there is no token
     * @param intake what happens to the alerts
     * @param health how the worker is
     * @param pages for people
     */
    public static WorkerHttpServer listen(
            Webhooks place,
            List<? extends AlertSource> sources,
            AlertIntake intake,
            Supplier<String> metrics,
            Supplier<WorkerHealth> health,
            List<? extends WebPage> pages) {
        return listen(place, sources, intake, metrics, health, pages, null);
    }

    /**
     * The same.
     *
     * @param tls null for plain HTTP
     */
    static WorkerHttpServer listen(
            Webhooks place,
            List<? extends AlertSource> sources,
            AlertIntake intake,
            Supplier<String> metrics,
            Supplier<WorkerHealth> health,
            List<? extends WebPage> pages,
            @Nullable TlsListener tls) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
            config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(SILENCE.toMillis()));
            if (tls != null) {
                config.jetty.addConnector((jetty, http) -> tls.connector(jetty, http, place.host(), place.port()));
            }
            config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
            config.routes.get("/metrics", context -> metrics(context, metrics.get()));
            config.routes.get("/healthz", context -> health(context, health.get()));
            pages.forEach(page -> page.addTo(config.routes));
            // Grafana may be told to send by PUT.
            sources.forEach(source -> config.routes
                    .post(source.route(), context -> intake.take(source, context))
                    .put(source.route(), context -> intake.take(source, context)));
            if (sources.isEmpty()) {
                config.routes.post("/webhooks/{format}", AlertIntake::answerSwitchedOff);
            }
        });
        try {
            return new WorkerHttpServer(server.start(place.host(), place.port()), sources);
        } catch (JavalinBindException e) {
            throw new FaultyFile(List.of(new ConfigFault(
                    place.host() + ":" + place.port(),
                    1,
                    "webhooks.listen",
                    "cannot listen here: " + e.getMessage(),
                    "choose another port, or end what listens there")));
        }
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    /** What is answered, such as {@code /metrics}. */
    public List<String> routes() {
        return routes;
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void metrics(Context context, String page) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(page);
    }

    private static void health(Context context, WorkerHealth health) {
        HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
        if (health.ok()) {
            status = HttpStatus.OK;
        }
        context.status(status).json(health);
    }
}
