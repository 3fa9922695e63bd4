// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.plane.LiveCluster;

/** The users in JupyterHub's database, which is gone with its cluster. */
final class HubUsers {
    private static final String IMAGE = "quay.io/jupyterhub/k8s-singleuser-sample:4.3.3";

    private final UserServers servers;
    private final ExecutorService workers;
    private final Map<Key, User> users = new ConcurrentHashMap<>();

    HubUsers(UserServers servers, ExecutorService workers) {
        this.servers = servers;
        this.workers = workers;
    }

    private record Key(String cluster, String name) {}

    /** @param start what is said of the last start of the user's server; null when there was none */
    record User(String name, Instant created, @Nullable Feed start) {}

    /** Makes a user; answers false when there is one of that name. */
    boolean make(LiveCluster cluster, String name) {
        return users.putIfAbsent(new Key(cluster.uuid(), name), new User(name, Instant.now(), null)) == null;
    }

    Optional<User> find(LiveCluster cluster, String name) {
        return Optional.ofNullable(users.get(new Key(cluster.uuid(), name)));
    }

    /**
     * Starts the server of a user who is there; what comes of it is in the user's feed.
     *
     * @param path of a named server below the user's address, with a slash; empty for the server without a name
     */
    void start(LiveCluster cluster, HubSite site, URI hub, String name, String path, @Nullable String profile) {
        Feed feed = new Feed();
        users.computeIfPresent(
                new Key(cluster.uuid(), name), (key, user) -> new User(user.name(), user.created(), feed));
        workers.execute(() -> run(cluster, site, hub.resolve("user/" + name + "/" + path), name, profile, feed));
    }

    /** Whether a server runs or starts. */
    boolean isActive(LiveCluster cluster, User user) {
        return isStarting(user) || servers.running(cluster, user.name()).isPresent();
    }

    /** Whether a server was asked for and does not run yet. */
    boolean isStarting(User user) {
        Feed start = user.start();
        return start != null && !start.isOver(Integer.MAX_VALUE);
    }

    void stop(LiveCluster cluster, String name) {
        servers.running(cluster, name).ifPresent(servers::stop);
    }

    void delete(LiveCluster cluster, String name) {
        users.remove(new Key(cluster.uuid(), name));
        servers.deleteFiles(cluster, name);
    }

    private void run(LiveCluster cluster, HubSite site, URI address, String name, @Nullable String profile, Feed feed) {
        feed.publish(event(0, "Server requested"));
        try {
            HubConfiguration configuration =
                    HubConfiguration.read(cluster.eyes(), site.namespace()).with(profile);
            UserServers.Server server = servers.launch(
                    cluster,
                    site.namespace(),
                    name,
                    IMAGE,
                    address,
                    configuration,
                    why -> feed.publish(event(50, Instant.now() + " [Warning] " + why)));
            Map<String, Object> ready = new LinkedHashMap<>();
            ready.put("progress", 100);
            ready.put("ready", true);
            ready.put("message", "Server ready at " + server.address().getPath());
            ready.put("url", server.address().getPath());
            feed.publish(HubJson.text(ready));
        } catch (UserServers.LaunchException late) {
            Map<String, Object> failed = new LinkedHashMap<>();
            failed.put("progress", 100);
            failed.put("failed", true);
            failed.put("message", "Spawn failed: " + ImageBuild.rootMessage(late));
            feed.publish(HubJson.text(failed));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            feed.end();
        }
    }

    private static String event(int progress, String message) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("progress", progress);
        event.put("message", message);
        return HubJson.text(event);
    }
}
