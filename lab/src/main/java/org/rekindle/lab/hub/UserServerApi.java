// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.websocket.WsMessageContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.rekindle.lab.plane.LiveCluster;

/** A user's server behind the ingress: its files, and kernels that know one cell. */
final class UserServerApi {
    private static final String SERVER = "/{cluster}/jupyterhub/user/{user}";
    private static final String CELL = "print(6*7)";
    private static final String OUTPUT = "42\n";

    private final Ingress ingress;
    private final Function<Context, HubSite> sites;
    private final UserServers servers;
    private final HubSettings settings;

    UserServerApi(Ingress ingress, Function<Context, HubSite> sites, UserServers servers, HubSettings settings) {
        this.ingress = ingress;
        this.sites = sites;
        this.servers = servers;
        this.settings = settings;
    }

    void routes(RoutesConfig routes) {
        routes(routes, SERVER);
        routes(routes, SERVER + "/{server}");
    }

    private void routes(RoutesConfig routes, String server) {
        String channels = server + "/api/kernels/{kernel}/channels";
        routes.get(server + "/api/status", asked(UserServerApi::status));
        routes.get(server + "/api/kernelspecs", asked(UserServerApi::kernelSpecs));
        routes.post(server + "/api/kernels", asked(UserServerApi::startKernel));
        routes.delete(server + "/api/kernels/{kernel}", asked(UserServerApi::deleteKernel));
        routes.put(server + "/api/contents/{file}", asked(UserServerApi::write));
        routes.get(server + "/api/contents/{file}", asked(UserServerApi::read));
        routes.delete(server + "/api/contents/{file}", asked(UserServerApi::remove));
        routes.post(server + "/api/shutdown", asked((context, running) -> servers.stop(running)));
        routes.wsBeforeUpgrade(channels, asked(this::upgrade));
        routes.ws(channels, socket -> socket.onMessage(UserServerApi::run));
    }

    /** Lets only the user through. */
    private Handler asked(BiConsumer<Context, UserServers.Server> call) {
        return context -> {
            Optional<LiveCluster> cluster = ingress.through(context, sites.apply(context), List.of("proxy"));
            if (cluster.isEmpty()) {
                return;
            }
            Optional<UserServers.Server> running = servers.running(cluster.get(), context.pathParam("user"))
                    .filter(server -> isThere(context, server));
            if (running.isEmpty()) {
                Ingress.refuse(context, HttpStatus.SERVICE_UNAVAILABLE);
                return;
            }
            String token = running.get().token();
            if (!("token " + token).equals(context.header("Authorization"))
                    && !token.equals(context.queryParam("token"))) {
                throw new ForbiddenResponse();
            }
            call.accept(context, running.get());
        };
    }

    /** A named server answers below its name alone. */
    private static boolean isThere(Context context, UserServers.Server server) {
        return context.path().startsWith(server.address().getPath() + "api/");
    }

    private static void status(Context context, UserServers.Server server) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("connections", 0);
        status.put("kernels", 0);
        status.put("last_activity", server.startedAt().toString());
        status.put("started", server.startedAt().toString());
        json(context, status);
    }

    private static void kernelSpecs(Context context, UserServers.Server server) {
        json(context, Map.of("default", "python3", "kernelspecs", Map.of("python3", Map.of("name", "python3"))));
    }

    private static void deleteKernel(Context context, UserServers.Server server) {
        context.status(HttpStatus.NO_CONTENT);
    }

    private static void startKernel(Context context, UserServers.Server server) {
        json(
                context.status(HttpStatus.CREATED),
                Map.of("id", UUID.randomUUID().toString(), "name", "python3", "execution_state", "starting"));
    }

    private void upgrade(Context context, UserServers.Server server) {
        if (!settings.websockets()) {
            // What a server says when the word "upgrade" is lost on the way.
            throw new BadRequestResponse("Can \"Upgrade\" only to \"WebSocket\".");
        }
    }

    private static void write(Context context, UserServers.Server server) {
        JsonNode file = HubJson.parse("the file", context.body());
        server.files().put(context.pathParam("file"), file.path("content").asText());
        json(context.status(HttpStatus.CREATED), Map.of("name", context.pathParam("file")));
    }

    private static void read(Context context, UserServers.Server server) {
        String content = server.files().get(context.pathParam("file"));
        if (content == null) {
            json(context.status(HttpStatus.NOT_FOUND), Map.of("message", "No such file or directory"));
        } else {
            json(context, Map.of("type", "file", "format", "text", "content", content));
        }
    }

    private static void remove(Context context, UserServers.Server server) {
        server.files().remove(context.pathParam("file"));
        context.status(HttpStatus.NO_CONTENT);
    }

    private static void run(WsMessageContext socket) {
        JsonNode request = HubJson.parse("the message", socket.message());
        boolean known = request.path("content").path("code").asText().equals(CELL);
        say(socket, request, "status", Map.of("execution_state", "busy"));
        if (known) {
            say(socket, request, "stream", Map.of("name", "stdout", "text", OUTPUT));
            say(socket, request, "execute_reply", Map.of("status", "ok"));
        } else {
            say(
                    socket,
                    request,
                    "execute_reply",
                    Map.of("status", "error", "ename", "NotSimulated", "evalue", "this kernel knows only " + CELL));
        }
        say(socket, request, "status", Map.of("execution_state", "idle"));
    }

    private static void say(WsMessageContext socket, JsonNode request, String type, Map<String, String> content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("header", Map.of("msg_id", UUID.randomUUID().toString(), "msg_type", type));
        message.put("msg_type", type);
        message.put("channel", type.equals("execute_reply") ? "shell" : "iopub");
        message.put("parent_header", request.path("header"));
        message.put("metadata", Map.of());
        message.put("content", content);
        socket.send(HubJson.text(message));
    }

    private static void json(Context context, Object body) {
        context.contentType("application/json").result(HubJson.text(body));
    }
}
