// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;

/** A cloud on the loop-back interface: a Keystone that hands out tokens and a catalogue, and routes for the services. */
public final class FakeCloud implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();
    public static final String PASSWORD = "correct-horse-battery-staple";

    /** What was asked. */
    public record Asked(
            String method,
            String path,
            String query,
            @Nullable String token,
            Map<String, String> headers,
            String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String line() {
            return method + " " + path;
        }
    }

    /** What is answered; {@code parts} are the groups of the route's pattern. */
    public record Reply(int status, @Nullable Object body, Map<String, String> headers) {

        public static Reply of(int status, @Nullable Object body) {
            return new Reply(status, body, Map.of());
        }

        /** An error as Magnum words it. */
        public static Reply error(int status, String detail) {
            ObjectNode body = JSON.createObjectNode();
            body.putArray("errors")
                    .addObject()
                    .put("status", status)
                    .put("title", "Title")
                    .put("detail", detail);
            return of(status, body);
        }
    }

    private record Route(String method, Pattern path, Function<Request, Reply> reply) {}

    /** A request with the groups of its route's pattern. */
    public record Request(Asked asked, List<String> parts) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Route> routes = new CopyOnWriteArrayList<>();
    private final List<Consumer<Asked>> listeners = new CopyOnWriteArrayList<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final List<ObjectNode> catalogue = new CopyOnWriteArrayList<>();
    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    final String name;
    public volatile Instant tokensExpireAt = Instant.parse("2036-01-01T00:00:00Z");

    public FakeCloud(String name) {
        this(name, null);
    }

    public FakeCloud(String name, @Nullable SSLContext tls) {
        this.name = name;
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = secure;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        route("POST", "/identity/v3/auth/tokens", request -> logIn(request.asked()));
    }

    public String url(String path) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** A catalogue entry with one endpoint at this server. */
    public FakeCloud lists(String type, String service, String path) {
        return lists(type, service, path, "public", "RegionOne");
    }

    public FakeCloud lists(String type, String service, String path, String facing, String region) {
        ObjectNode entry = JSON.createObjectNode()
                .put("id", "s" + catalogue.size())
                .put("type", type)
                .put("name", service);
        entry.putArray("endpoints")
                .addObject()
                .put("id", "e" + catalogue.size())
                .put("interface", facing)
                .put("region", region)
                .put("region_id", region)
                .put("url", url(path));
        catalogue.add(entry);
        return this;
    }

    /** A catalogue entry as it is. */
    public FakeCloud lists(ObjectNode entry) {
        catalogue.add(entry);
        return this;
    }

    /** Later routes win. */
    public FakeCloud route(String method, String path, Function<Request, Reply> reply) {
        routes.add(0, new Route(method, Pattern.compile(path), reply));
        return this;
    }

    /** Runs something each time before a request is answered. */
    public void before(String method, String path, Runnable action) {
        Pattern pattern = Pattern.compile(path);
        listeners.add(one -> {
            if (one.method().equals(method) && pattern.matcher(one.path()).matches()) {
                action.run();
            }
        });
    }

    /** No token that was handed out is taken any longer. */
    public void revokeTokens() {
        tokens.clear();
    }

    public List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    /** What was asked with one method, logins left out. */
    public List<Asked> asked(String method) {
        return asked.stream()
                .filter(one -> one.method().equals(method) && !one.path().startsWith("/identity"))
                .toList();
    }

    public long logins() {
        return asked.stream().filter(one -> one.path().startsWith("/identity")).count();
    }

    public CloudEntry entry() {
        return entry(new CloudCredential.Password(
                new CloudCredential.Named("user-1", null, null),
                PASSWORD,
                new CloudCredential.Named("project-1", null, null)));
    }

    public CloudEntry entry(CloudCredential credential) {
        return new CloudEntry(
                name,
                Path.of("/etc/rekindle/clouds.yaml"),
                URI.create(url("/identity/v3")),
                credential,
                null,
                Facing.PUBLIC,
                null,
                true);
    }

    private Reply logIn(Asked login) {
        if (!login.body().contains(PASSWORD)) {
            ObjectNode error = JSON.createObjectNode();
            error.putObject("error")
                    .put("code", 401)
                    .put("message", "The request you have made requires authentication.");
            return Reply.of(401, error);
        }
        String token = "gAAAA-" + name + "-" + number.incrementAndGet();
        tokens.add(token);
        ObjectNode body = JSON.createObjectNode();
        ObjectNode content = body.putObject("token");
        content.put("expires_at", tokensExpireAt.toString().replace("Z", ".000000Z"));
        content.putObject("project").put("id", "project-1").put("name", name);
        content.putObject("user").put("id", "user-1").put("name", "operator");
        ArrayNode services = content.putArray("catalog");
        catalogue.forEach(services::add);
        return new Reply(201, body, Map.of("X-Subject-Token", token));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders().forEach((key, values) -> headers.put(key, values.get(0)));
            Asked one = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery() == null
                            ? ""
                            : exchange.getRequestURI().getQuery(),
                    exchange.getRequestHeaders().getFirst("X-Auth-Token"),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(one);
            listeners.forEach(listener -> listener.accept(one));
            Reply reply = reply(one);
            byte[] body = reply.body() == null
                    ? new byte[0]
                    : reply.body() instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Openstack-Request-Id", "req-" + asked.size());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(Asked one) {
        boolean isLogin = one.path().startsWith("/identity");
        if (!isLogin && (one.token() == null || !tokens.contains(one.token()))) {
            ObjectNode error = JSON.createObjectNode();
            error.putObject("error")
                    .put("code", 401)
                    .put("message", "The request you have made requires authentication.");
            return Reply.of(401, error);
        }
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(one.path());
            if (route.method().equals(one.method()) && matcher.matches()) {
                List<String> parts = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    parts.add(matcher.group(group));
                }
                return route.reply().apply(new Request(one, parts));
            }
        }
        return Reply.error(404, "Nothing is at " + one.path() + ".");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
