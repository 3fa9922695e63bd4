// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.rekindle.lab.cloud.CloudFault;
import org.rekindle.lab.cloud.CloudFaults;
import org.rekindle.lab.cloud.LabClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the simulated cloud, on a free port of 127.0.0.1. Each request gets an id, meets the faults at its
 * place, is carried out and answered.
 */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final CloudFaults faults;
    private final LabClock clock;
    private final Runnable expireTokens;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Javalin javalin;
    private final CuttableConnector connector;
    private final String baseUrl;

    /** Starts to listen. */
    public Gateway(Routes routes, CloudFaults faults, LabClock clock, Runnable expireTokens) {
        this.faults = faults;
        this.clock = clock;
        this.expireTokens = expireTokens;
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.addConnector(CuttableConnector::new);
            for (Routes.Route route : routes.all()) {
                config.routes.addHttpHandler(route.method(), route.path(), context -> serve(route, context));
            }
        });
        javalin.start();
        this.connector = connectorOf(javalin.jettyServer().server());
        // The port stays the same when the cloud is made unreachable and reachable again.
        int port = connector.getLocalPort();
        connector.setPort(port);
        this.baseUrl = "http://127.0.0.1:" + port;
    }

    /** The address of the server, without a slash at its end. */
    public String baseUrl() {
        return baseUrl;
    }

    /** Refuses connections from now on and cuts the open ones, or accepts them again. */
    public synchronized void setUnreachable(boolean unreachable) {
        try {
            if (unreachable && connector.isRunning()) {
                connector.cut();
            } else if (!unreachable && !connector.isRunning()) {
                connector.reopen();
            }
        } catch (Exception e) {
            throw new IllegalStateException("The cloud's listener could not be switched.", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        javalin.stop();
    }

    private void serve(Routes.Route route, Context context) throws Exception {
        String requestId = "req-" + UUID.randomUUID();
        String method = route.method().name();
        boolean cutAfter = false;
        for (CloudFault fault : faults.arrive(route.operation(), method, context.path())) {
            LOG.info("{} {} {}: {}", requestId, method, context.path(), fault.effect());
            switch (fault.effect()) {
                case ANSWER -> {
                    write(context, requestId, answer(fault));
                    return;
                }
                case CUT_BEFORE -> {
                    Cut.off(context);
                    return;
                }
                case HANG -> {
                    closed.await();
                    Cut.off(context);
                    return;
                }
                case DELAY -> waitFor(fault);
                case CUT_AFTER -> cutAfter = true;
                case EXPIRE_TOKENS -> expireTokens.run();
            }
        }
        Reply reply = route.action().run(new ApiCall(context, route.operation(), requestId, seenFrom(context)));
        faults.carriedOut(route.operation(), method, context.path());
        if (cutAfter) {
            Cut.off(context);
        } else {
            write(context, requestId, reply);
        }
    }

    /** Behind a proxy the addresses in answers are the proxy's, as with OpenStack's own {@code http_proxy_to_wsgi}. */
    private String seenFrom(Context context) {
        String forwarded = context.header("X-Forwarded-Host");
        return forwarded == null ? baseUrl : "http://" + forwarded;
    }

    private void waitFor(CloudFault fault) throws InterruptedException {
        if (fault.delay() != null) {
            // Ends early when the cloud is closed.
            boolean ended = closed.await(clock.real(fault.delay()).toNanos(), TimeUnit.NANOSECONDS);
            LOG.debug("Delay over, cloud closed: {}", ended);
        }
    }

    private static Reply answer(CloudFault fault) {
        int status = fault.status() == null ? 503 : fault.status();
        String body = fault.body();
        return Reply.of(
                status, body == null ? JsonFields.of("message", "The service is out of order.") : new Raw(body));
    }

    private static void write(Context context, String requestId, Reply reply) {
        context.status(reply.status());
        context.header("X-Openstack-Request-Id", requestId);
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            context.header(header.getKey(), header.getValue());
        }
        Object body = reply.body();
        if (body == null) {
            context.res().setContentType(null);
        } else {
            context.contentType("application/json");
            context.result(body instanceof Raw raw ? raw.text() : JsonFields.write(body));
        }
    }

    private static CuttableConnector connectorOf(Server server) {
        for (Connector candidate : server.getConnectors()) {
            if (candidate instanceof CuttableConnector ours) {
                return ours;
            }
        }
        throw new IllegalStateException("The server has no connector.");
    }

    private record Raw(String text) {}
}
