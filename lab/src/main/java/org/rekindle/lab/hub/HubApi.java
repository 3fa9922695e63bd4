// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.rekindle.lab.plane.LiveCluster;

/** JupyterHub's REST API, as far as services use it to make users and start their servers ({@code apihandlers/users.py}). */
final class HubApi {
    private static final String USER = "/{cluster}/jupyterhub/hub/api/users/{user}";

    /** What a scope brings along, as far as it matters here. */
    private static final Map<String, List<String>> IMPLIED = Map.of(
            "admin:users", List.of("delete:users", "list:users", "read:users"),
            "servers", List.of("delete:servers", "read:servers"),
            "tokens", List.of("read:tokens"));

    private final Ingress ingress;
    private final Function<Context, HubSite> sites;
    private final Function<HubSite, URI> addresses;
    private final HubUsers users;
    private final UserServers servers;
    private final HubSettings settings;

    /** @param addresses the public address of a site's hub */
    HubApi(
            Ingress ingress,
            Function<Context, HubSite> sites,
            Function<HubSite, URI> addresses,
            HubUsers users,
            UserServers servers,
            HubSettings settings) {
        this.ingress = ingress;
        this.sites = sites;
        this.addresses = addresses;
        this.users = users;
        this.servers = servers;
        this.settings = settings;
    }

    void routes(RoutesConfig routes) {
        routes.get("/{cluster}/jupyterhub/hub/api/user", asked("", this::ownModel));
        routes.get("/{cluster}/jupyterhub/hub/api/authorizations/token/{token}", asked("", this::tokenModel));
        routes.post(USER, asked("admin:users", this::makeUser));
        routes.get(USER, asked("read:users", this::showUser));
        routes.delete(USER, asked("delete:users", this::deleteUser));
        for (String server : List.of(USER + "/server", USER + "/servers/{server}")) {
            routes.post(server, asked("servers", this::startServer));
            routes.delete(server, asked("delete:servers", this::stopServer));
            routes.get(server + "/progress", asked("read:servers", this::progress));
        }
        routes.post(USER + "/tokens", asked("tokens", this::makeToken));
    }

    /** @param scopes of whoever asks */
    private record Request(Context context, LiveCluster cluster, HubSite site, Set<String> scopes) {
        String user() {
            return context.pathParam("user");
        }

        /** Of the server below the address of its user, with a slash; empty for the server without a name. */
        String serverPath() {
            String name = context.pathParamMap().get("server");
            return name == null ? "" : name + "/";
        }
    }

    @FunctionalInterface
    private interface Call {
        void answer(Request request) throws IOException, InterruptedException;
    }

    /** Lets only those through whose token has the scope; an empty one is had by every token. */
    private Handler asked(String scope, Call call) {
        return context -> {
            HubSite site = sites.apply(context);
            Optional<LiveCluster> cluster = ingress.through(context, site, List.of("proxy", "hub"));
            if (cluster.isEmpty()) {
                return;
            }
            String shown = Optional.ofNullable(context.header("Authorization")).orElse("");
            Set<String> given = HubConfiguration.services(cluster.get().eyes(), site.namespace())
                    .get(shown.replaceFirst("^token ", ""));
            if (given == null) {
                refuse(context, HttpStatus.FORBIDDEN, "Forbidden");
                return;
            }
            Set<String> scopes = expanded(given);
            if (!scope.isEmpty() && !scopes.contains(scope)) {
                refuse(
                        context,
                        HttpStatus.FORBIDDEN,
                        "Action is not authorized with current scopes; requires any of [" + scope + "]");
                return;
            }
            call.answer(new Request(context, cluster.get(), site, scopes));
        };
    }

    private static Set<String> expanded(Set<String> given) {
        Set<String> scopes = new TreeSet<>(given);
        given.forEach(scope -> scopes.addAll(IMPLIED.getOrDefault(scope, List.of())));
        return scopes;
    }

    private void ownModel(Request request) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", "service");
        model.put("scopes", request.scopes());
        json(request.context(), model);
    }

    /** Whose a token is; deprecated since JupyterHub 2.0, and clients still ask. */
    private void tokenModel(Request request) {
        Set<String> scopes = HubConfiguration.services(
                        request.cluster().eyes(), request.site().namespace())
                .get(request.context().pathParam("token"));
        if (scopes == null) {
            refuse(request.context(), HttpStatus.NOT_FOUND, "Not Found");
            return;
        }
        json(request.context(), Map.of("kind", "service", "scopes", expanded(scopes)));
    }

    private void makeUser(Request request) {
        if (users.make(request.cluster(), request.user())) {
            request.context().status(HttpStatus.CREATED);
            showUser(request);
        } else {
            refuse(request.context(), HttpStatus.CONFLICT, "User " + request.user() + " already exists");
        }
    }

    private void showUser(Request request) {
        Optional<HubUsers.User> user = users.find(request.cluster(), request.user());
        if (user.isEmpty()) {
            refuse(request.context(), HttpStatus.NOT_FOUND, "Not Found");
            return;
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("kind", "user");
        model.put("name", user.get().name());
        model.put("created", user.get().created().toString());
        model.put("pending", users.isStarting(user.get()) ? "spawn" : null);
        model.put(
                "server",
                servers.running(request.cluster(), request.user())
                        .map(server -> server.address().getPath())
                        .orElse(null));
        model.put("servers", users.isActive(request.cluster(), user.get()) ? Map.of("", Map.of()) : Map.of());
        json(request.context(), model);
    }

    private void deleteUser(Request request) {
        users.stop(request.cluster(), request.user());
        users.delete(request.cluster(), request.user());
        request.context().status(HttpStatus.NO_CONTENT);
    }

    private void startServer(Request request) {
        if (users.find(request.cluster(), request.user()).isEmpty()) {
            refuse(request.context(), HttpStatus.NOT_FOUND, "Not Found");
            return;
        }
        String body = request.context().body();
        JsonNode options = HubJson.parse("the request", body.isBlank() ? "{}" : body);
        users.start(
                request.cluster(),
                request.site(),
                addresses.apply(request.site()),
                request.user(),
                request.serverPath(),
                options.path("profile").textValue());
        request.context().status(HttpStatus.ACCEPTED);
    }

    private void stopServer(Request request) {
        users.stop(request.cluster(), request.user());
        request.context().status(HttpStatus.NO_CONTENT);
    }

    private void progress(Request request) throws IOException, InterruptedException {
        Feed feed = users.find(request.cluster(), request.user())
                .map(HubUsers.User::start)
                .orElse(null);
        if (feed == null) {
            refuse(request.context(), HttpStatus.NOT_FOUND, "Not Found");
            return;
        }
        request.context().contentType("text/event-stream").header("Cache-Control", "no-cache");
        new EventStream(request.context().outputStream(), settings.keepAliveEvery()).send(feed, Duration.ZERO);
    }

    private void makeToken(Request request) {
        request.context().status(HttpStatus.CREATED);
        json(request.context(), Map.of("user", request.user(), "token", servers.token(request.user())));
    }

    private static void refuse(Context context, HttpStatus status, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", status.getCode());
        body.put("message", message);
        json(context.status(status), body);
    }

    private static void json(Context context, Object body) {
        context.contentType("application/json").result(HubJson.text(body));
    }
}
