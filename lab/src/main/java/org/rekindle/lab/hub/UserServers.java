// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rekindle.lab.plane.LiveCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers of users: a pod for each, an address and a token, removed after a while. */
final class UserServers {
    private static final Logger LOG = LoggerFactory.getLogger(UserServers.class);
    private static final String SUFFIX_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX_LENGTH = 8;
    private static final int NAME_LIMIT = 40;
    private static final long GONE_WITHIN_SECONDS = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HubSettings settings;
    private final ScheduledExecutorService timer;
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> homes = new ConcurrentHashMap<>();

    UserServers(HubSettings settings, ScheduledExecutorService timer) {
        this.settings = settings;
        this.timer = timer;
    }

    /** A running server; the token is a secret between it and its user. Its files are its user's. */
    record Server(
            String user,
            LiveCluster cluster,
            String namespace,
            URI address,
            String token,
            Instant startedAt,
            Map<String, String> files) {}

    /**
     * Makes a user's pod and waits until it runs.
     *
     * @param address at which it answers
     * @param pending is told what the scheduler says meanwhile
     * @throws LaunchException when the pod could not be made or did not run in time
     */
    Server launch(
            LiveCluster cluster,
            String namespace,
            String user,
            String image,
            URI address,
            HubConfiguration configuration,
            Consumer<String> pending)
            throws InterruptedException {
        try (KubernetesClient client = cluster.connect()) {
            HubPods.create(client, namespace, HubPods.user(user, image, configuration));
            if (!HubPods.awaitRunning(client, namespace, "jupyter-" + user, settings.launchTimeout(), pending)) {
                client.pods().inNamespace(namespace).withName("jupyter-" + user).delete();
                throw new LaunchException("Image " + image + " for user " + user + " took too long to launch");
            }
        } catch (KubernetesClientException | IllegalStateException broken) {
            LOG.warn("launch of {} failed: {}", user, ImageBuild.rootMessage(broken));
            throw new LaunchException("Image " + image + " for user " + user + " failed to launch", broken);
        }
        Server server = new Server(
                user,
                cluster,
                namespace,
                address,
                token(user),
                Instant.now(),
                homes.computeIfAbsent(home(cluster, user), unseen -> new ConcurrentHashMap<>()));
        servers.put(user, server);
        // Nothing waits for it: stop() reports its failures itself.
        ScheduledFuture<?> unused =
                timer.schedule(() -> stop(server), settings.cullAfter().toMillis(), TimeUnit.MILLISECONDS);
        return server;
    }

    /** The server of a user, if its pod runs in this cluster. */
    Optional<Server> running(LiveCluster cluster, String user) {
        return Optional.ofNullable(servers.get(user))
                .filter(server -> server.cluster().uuid().equals(cluster.uuid()))
                .filter(UserServers::runs);
    }

    /** The token of every server there ever was, by its user. */
    Map<String, String> tokensGivenOut() {
        return Map.copyOf(tokens);
    }

    private static boolean runs(Server server) {
        Pod pod = server.cluster()
                .eyes()
                .pods()
                .inNamespace(server.namespace())
                .withName("jupyter-" + server.user())
                .get();
        return pod != null && "Running".equals(pod.getStatus().getPhase());
    }

    /** The token by which a user's server knows its user. */
    String token(String user) {
        return tokens.computeIfAbsent(user, unseen -> newToken());
    }

    /** Deletes a user's files, as the hub does with the user's volume. */
    void deleteFiles(LiveCluster cluster, String user) {
        homes.remove(home(cluster, user));
    }

    private static String home(LiveCluster cluster, String user) {
        return cluster.uuid() + "/" + user;
    }

    /** Returns when the pod is gone, as the hub does: the next server of this user has a pod of the same name. */
    void stop(Server server) {
        servers.remove(server.user());
        try (KubernetesClient client = server.cluster().connect()) {
            client.pods()
                    .inNamespace(server.namespace())
                    .withName("jupyter-" + server.user())
                    .withTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS)
                    .delete();
        } catch (KubernetesClientException | IllegalStateException unreachable) {
            LOG.info("cannot stop {}: {}", server.user(), ImageBuild.rootMessage(unreachable));
        }
    }

    /** The name of a visitor, as BinderHub makes it. */
    static String visitor(RepoSpec spec) {
        String base = (spec.organization() + "-" + spec.repository())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        StringBuilder name = new StringBuilder(base.substring(0, Math.min(base.length(), NAME_LIMIT))).append('-');
        for (int letter = 0; letter < SUFFIX_LENGTH; letter++) {
            name.append(SUFFIX_LETTERS.charAt(RANDOM.nextInt(SUFFIX_LETTERS.length())));
        }
        return name.toString();
    }

    private static String newToken() {
        byte[] token = new byte[16];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** A launch that failed, with the text that the user sees. */
    static final class LaunchException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LaunchException(String message) {
            super(message);
        }

        LaunchException(String message, RuntimeException cause) {
            super(message, cause);
        }
    }
}
