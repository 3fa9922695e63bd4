// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** Leads a visitor from a repository to a running server, as BinderHub's build handler does, and reports every step. */
final class Launcher {
    private static final int LAUNCH_ATTEMPTS = 4;

    private final SimulatedRegistry registry;
    private final UserServers servers;
    private final HubSettings settings;
    private final ExecutorService workers;
    private final Map<String, ImageBuild> builds = new ConcurrentHashMap<>();

    Launcher(SimulatedRegistry registry, UserServers servers, HubSettings settings, ExecutorService workers) {
        this.registry = registry;
        this.servers = servers;
        this.settings = settings;
        this.workers = workers;
    }

    /** Runs to the end on the calling thread; the feed always ends with "ready" or "failed", unless the lab is stopped. */
    void run(LaunchRequest request, Feed feed) {
        try {
            HubConfiguration configuration = HubConfiguration.read(
                    request.cluster().eyes(), request.site().namespace());
            String spec = request.spec().text();
            if (!configuration.allows(spec)) {
                feed.publish(Events.failed(
                        "Sorry, " + spec + " is not allowed to launch. Please contact admins for more info!"));
                return;
            }
            String image = request.spec().image(configuration.imagePrefix());
            if (registry.has(image)) {
                feed.publish(Events.built(image, "Found built image, launching..."));
                launch(request, configuration, image, feed);
            } else if (build(request, configuration, image, feed)) {
                feed.publish(Events.built(image, "Built image, launching..."));
                launch(request, configuration, image, feed);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            feed.publish(Events.failed(HttpURLConnection.HTTP_INTERNAL_ERROR, String.valueOf(broken.getMessage())));
        } finally {
            feed.end();
        }
    }

    private boolean build(LaunchRequest request, HubConfiguration configuration, String image, Feed feed)
            throws InterruptedException {
        feed.publish(Events.phase("waiting", "Waiting for build to start..."));
        String key = request.cluster().uuid() + "/" + request.site().namespace() + "/"
                + request.spec().buildName();
        ImageBuild build = builds.computeIfAbsent(key, fresh -> start(key, request, configuration, image));
        for (int index = 0; !build.feed().isOver(index); ) {
            Optional<String> event = build.feed().at(index, settings.keepAliveEvery());
            if (event.isPresent()) {
                feed.publish(event.get());
                index++;
            }
        }
        return build.succeeded();
    }

    private ImageBuild start(String key, LaunchRequest request, HubConfiguration configuration, String image) {
        ImageBuild build = new ImageBuild(
                request.cluster(),
                request.site().namespace(),
                request.spec(),
                image,
                configuration,
                registry,
                settings);
        workers.execute(() -> {
            build.run();
            builds.remove(key);
        });
        return build;
    }

    private void launch(LaunchRequest request, HubConfiguration configuration, String image, Feed feed)
            throws InterruptedException {
        feed.publish(Events.phase("launching", "Launching server..."));
        Duration delay = settings.launchRetryDelay();
        for (int attempt = 1; ; attempt++) {
            try {
                feed.publish(Events.phase("launching", "Server requested"));
                String visitor = UserServers.visitor(request.spec());
                UserServers.Server server = servers.launch(
                        request.cluster(),
                        request.site().namespace(),
                        visitor,
                        image,
                        request.hub().resolve("user/" + visitor + "/"),
                        configuration,
                        why -> {});
                feed.publish(Events.phase(
                        "launching", "Server ready at " + server.address().getPath()));
                feed.publish(Events.ready(
                        request.spec(),
                        image,
                        server.address(),
                        server.token(),
                        request.binder(),
                        request.clientAddress()));
                return;
            } catch (UserServers.LaunchException failed) {
                if (attempt == LAUNCH_ATTEMPTS) {
                    throw failed;
                }
                feed.publish(Events.phase("launching", "Launch attempt " + attempt + " failed, retrying..."));
                Thread.sleep(delay.toMillis());
                delay = delay.multipliedBy(2);
            }
        }
    }
}
