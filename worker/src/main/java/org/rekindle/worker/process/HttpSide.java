// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.rekindle.worker.fleet.Fault;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.fleet.Webhooks;
import org.rekindle.worker.webhook.AlertmanagerWebhook;
import org.rekindle.worker.webhook.BearerToken;

/** The worker over HTTP: {@code /webhooks/alertmanager}, {@code /metrics}, {@code /healthz}. */
public final class HttpSide implements AutoCloseable {

    /** Up to four accept connections and one selects on a large machine; three may be held by webhooks. */
    private static final int THREADS = 12;

    /** How long a request may send nothing while it is waited for, or take nothing of its answer. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Javalin server;

    private HttpSide(Javalin server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param webhook null when there is no token, and so no webhook
     * @param health how the worker is
     */
    public static HttpSide listen(
            Webhooks place, @Nullable AlertmanagerWebhook webhook, Supplier<String> metrics, Supplier<Health> health) {
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.threadPool = new QueuedThreadPool(THREADS, 2);
            config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(SILENCE.toMillis()));
            config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
            config.routes.get("/metrics", context -> metrics(context, metrics.get()));
            config.routes.get("/healthz", context -> health(context, health.get()));
            config.routes.post("/webhooks/alertmanager", webhook == null ? HttpSide::noWebhook : webhook);
        });
        try {
            return new HttpSide(server.start(place.host(), place.port()));
        } catch (JavalinBindException e) {
            throw new FaultyFile(List.of(new Fault(
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

    @Override
    public void close() {
        server.stop();
    }

    private static void metrics(Context context, String page) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(page);
    }

    private static void health(Context context, Health health) {
        context.status(health.ok() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .json(health);
    }

    private static void noWebhook(Context context) {
        context.status(HttpStatus.NOT_FOUND)
                .json(Map.of(
                        "results",
                        List.of("Webhooks are off: set `webhooks.tokenFile` in the fleet file, or "
                                + BearerToken.VARIABLE + ".")));
    }
}
