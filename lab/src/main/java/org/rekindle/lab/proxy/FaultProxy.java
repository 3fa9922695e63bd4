// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.Cut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A proxy in front of a cloud, on a free port of 127.0.0.1, that does to each request what its policy says. It listens when
 * the constructor returns.
 */
public final class FaultProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);

    private final List<Upstream> clouds;
    private final FaultPolicy policy;
    private final TransitTime transit;
    private final ExchangeListener listener;
    private final Map<Operation, Integer> numbers = new EnumMap<>(Operation.class);
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Javalin javalin;

    /**
     * A proxy.
     *
     * @param clouds the addresses behind it, without a slash at their ends: one where a cloud has one address for all of its
     *     services. Where it has several, each is found under a number, and what they say of one another is made to lead
     *     through the proxy
     */
    public FaultProxy(List<String> clouds, FaultPolicy policy, TransitTime transit) {
        this(clouds, policy, transit, ExchangeListener.NONE);
    }

    /** A proxy with a listener. */
    public FaultProxy(List<String> clouds, FaultPolicy policy, TransitTime transit, ExchangeListener listener) {
        this.listener = listener;
        this.clouds = clouds.stream().map(Upstream::new).toList();
        this.policy = policy;
        this.transit = transit;
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.addConnector((server, http) -> {
                ServerConnector local = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
                local.setHost("127.0.0.1");
                return local;
            });
            for (HandlerType method : List.of(
                    HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE)) {
                config.routes.addHttpHandler(method, "/<path>", this::serve);
            }
        });
        javalin.start();
    }

    /** Where something of the cloud is found through the proxy. */
    public String behind(String address) {
        String behind = address;
        for (int number = 0; number < clouds.size(); number++) {
            behind = behind.replace(clouds.get(number).address(), own() + (isOne() ? "" : "/" + number));
        }
        return behind;
    }

    private String own() {
        return "http://127.0.0.1:" + javalin.port();
    }

    private boolean isOne() {
        return clouds.size() == 1;
    }

    /** All that came by so far, in the order in which it was done with. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void serve(Context context) {
        Operation operation = Operation.of(context.method().name(), context.path());
        int number = count(operation);
        FaultPolicy.Verdict verdict = policy.of(operation, number);
        String path = context.req().getRequestURI();
        int cloud = isOne() ? 0 : path.charAt(1) - '0';
        if (cloud < 0 || cloud >= clouds.size()) {
            context.status(404).result("There is no cloud behind " + path + ".");
            return;
        }
        Upstream upstream = clouds.get(cloud);
        Upstream.Order order = order(context, isOne() ? path : path.substring(2));
        transit.catchUp();
        Delivery delivery = new Delivery(verdict, order, upstream, transit);
        long began = System.nanoTime();
        HttpResponse<byte[]> answer;
        try {
            answer = delivery.go();
        } catch (UncheckedIOException cutByTheCloud) {
            LOG.debug("The cloud itself cut {} {}", order.method(), order.target(), cutByTheCloud);
            Cut.off(context);
            return;
        }
        if (answer != null) {
            listener.saw(new ExchangeListener.WholeExchange(
                    cloud,
                    order.method(),
                    order.target(),
                    order.headers(),
                    order.body(),
                    answer.statusCode(),
                    answer.headers().map(),
                    new String(answer.body(), StandardCharsets.UTF_8),
                    Duration.ofNanos(System.nanoTime() - began)));
        }
        Exchange exchange = exchange(operation, number, order, verdict, delivery.answers());
        int at = note(exchange);
        NetworkFault trouble = verdict.trouble();
        if (trouble == NetworkFault.LATE) {
            transit.later(verdict.pause(), () -> {
                int status = upstream.send(order).statusCode();
                exchanges.set(at, exchange(operation, number, order, verdict, List.of(status)));
            });
        }
        if (answer != null) {
            passOn(context, answer);
        } else if (isAnsweredOnTheWay(trouble)) {
            refuse(context, verdict.status());
        } else {
            Cut.off(context);
        }
    }

    private synchronized int count(Operation operation) {
        return numbers.merge(operation, 1, Integer::sum);
    }

    private synchronized int note(Exchange exchange) {
        exchanges.add(exchange);
        return exchanges.size() - 1;
    }

    private static boolean isAnsweredOnTheWay(@Nullable NetworkFault trouble) {
        return trouble == NetworkFault.ERROR_BEFORE
                || trouble == NetworkFault.ERROR_AFTER
                || trouble == NetworkFault.TOO_MANY;
    }

    private static Exchange exchange(
            Operation operation, int number, Upstream.Order order, FaultPolicy.Verdict verdict, List<Integer> answers) {
        return new Exchange(
                operation, number, order.target(), operation.changes() ? order.body() : "", verdict.trouble(), answers);
    }

    private Upstream.Order order(Context context, String path) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : context.headerMap().keySet()) {
            headers.put(name, new ArrayList<>(Collections.list(context.req().getHeaders(name))));
        }
        if (isOne()) {
            headers.put("X-Forwarded-Host", List.of("127.0.0.1:" + javalin.port()));
        } else {
            // So that what they say can be read, and their addresses in it be replaced.
            headers.remove("Accept-Encoding");
        }
        String query = context.queryString();
        return new Upstream.Order(
                context.method().name(), path + (query == null ? "" : "?" + query), headers, context.body());
    }

    private void passOn(Context context, HttpResponse<byte[]> answer) {
        context.status(answer.statusCode());
        answer.headers().map().forEach((name, values) -> {
            if (Upstream.isOfTheRequest(name)) {
                values.forEach(value -> context.res().addHeader(name, value));
            }
        });
        if (answer.body().length > 0) {
            context.result(
                    isOne()
                            ? answer.body()
                            : behind(new String(answer.body(), StandardCharsets.UTF_8))
                                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As gateways do it: with a page for people. */
    private static void refuse(Context context, int status) {
        context.status(status);
        if (status == 429 || status == 503) {
            context.header("Retry-After", "1");
        }
        context.html("<html><body><h1>" + status + "</h1>The gateway is out of sorts.</body></html>");
    }
}
