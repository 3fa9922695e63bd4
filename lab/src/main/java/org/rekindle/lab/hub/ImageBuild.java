// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import org.rekindle.lab.plane.LiveCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One build: a pod in the cluster, the words of repo2docker, an image in the registry. It goes on when no client listens any
 * more, and a client that asks for the same build meanwhile listens to this one.
 */
final class ImageBuild {
    private static final Logger LOG = LoggerFactory.getLogger(ImageBuild.class);
    private static final List<String> FETCHING =
            List.of("Picked Git content provider.", "Cloning into '/tmp/repo2docker'...", "HEAD is now at the ref");
    private static final List<String> BUILDING = List.of(
            "Using PythonBuildPack builder", "Building conda environment for python=3.11", "Successfully built image");

    private final LiveCluster cluster;
    private final String namespace;
    private final RepoSpec spec;
    private final String image;
    private final HubConfiguration configuration;
    private final SimulatedRegistry registry;
    private final HubSettings settings;
    private final Feed feed = new Feed();
    private volatile boolean succeeded;

    ImageBuild(
            LiveCluster cluster,
            String namespace,
            RepoSpec spec,
            String image,
            HubConfiguration configuration,
            SimulatedRegistry registry,
            HubSettings settings) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.spec = spec;
        this.image = image;
        this.configuration = configuration;
        this.registry = registry;
        this.settings = settings;
    }

    /** Everything between "waiting" and "built". */
    Feed feed() {
        return feed;
    }

    /** Whether the image was pushed, once the feed has ended. */
    boolean succeeded() {
        return succeeded;
    }

    /** Runs to its end on the calling thread. */
    void run() {
        try (KubernetesClient client = cluster.connect()) {
            HubPods.create(client, namespace, HubPods.build(spec, configuration));
            if (HubPods.awaitRunning(client, namespace, spec.buildName(), settings.buildMaxAge())) {
                work(client);
            }
            client.pods().inNamespace(namespace).withName(spec.buildName()).delete();
        } catch (KubernetesClientException | IllegalStateException broken) {
            LOG.warn("build {} failed: {}", spec.buildName(), rootMessage(broken));
            feed.publish(Events.failed("Unhandled error watching for build events. Please try again."));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            feed.end();
        }
    }

    private void work(KubernetesClient client) throws InterruptedException {
        say(client, "fetching", FETCHING);
        say(client, "building", BUILDING);
        feed.publish(Events.phase("pushing", "Pushing image"));
        pause(client);
        if (configuration
                .pushCredentials()
                .filter(credentials -> registry.push(image, credentials))
                .isPresent()) {
            succeeded = true;
            feed.publish(Events.phase("pushing", "Successfully pushed " + image));
        } else {
            feed.publish(Events.failed("Error during build: unauthorized: access to the requested resource is not "
                    + "authorized (pushing " + image + ")"));
        }
    }

    private void say(KubernetesClient client, String phase, List<String> lines) throws InterruptedException {
        for (String line : lines) {
            feed.publish(Events.phase(phase, line));
            pause(client);
        }
    }

    /** One of seven equal parts of the work; a pod that goes away meanwhile ends the build. */
    private void pause(KubernetesClient client) throws InterruptedException {
        Duration part = settings.buildTakes().dividedBy(FETCHING.size() + BUILDING.size() + 1);
        Thread.sleep(part.toMillis());
        if (!HubPods.awaitRunning(client, namespace, spec.buildName(), Duration.ZERO)) {
            throw new IllegalStateException("pod " + spec.buildName() + " no longer runs");
        }
    }

    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
