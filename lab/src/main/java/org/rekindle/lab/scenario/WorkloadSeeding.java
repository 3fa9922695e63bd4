// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rekindle.activities.helm.HelmJavaActivities;
import org.rekindle.activities.kubernetes.KubernetesClients;
import org.rekindle.activities.secrets.SecretStore;
import org.rekindle.lab.cloud.ClusterMachines.Blueprint;
import org.rekindle.lab.plane.LiveCluster;
import org.rekindle.lab.plane.WhileValid;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.model.fleet.Release;

/**
 * Deploys the hubs into the clusters that a scenario begins with, before their certificates expire: an expired cluster
 * had users, its hub still answers, and nothing new can start in it. A cluster that is built later stays empty.
 */
final class WorkloadSeeding implements WhileValid {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final SecretStore secrets;
    private final HelmJavaActivities helm;
    private final CompletableFuture<Map<String, List<Release>>> wanted = new CompletableFuture<>();
    private volatile Runnable users = () -> {};
    private volatile boolean ended;

    /** @param secrets where the kubeconfigs of the clusters are kept for Helm */
    WorkloadSeeding(SecretStore secrets) {
        this.secrets = secrets;
        this.helm = new HelmJavaActivities(new KubernetesClients(secrets));
    }

    /**
     * Says what each cluster holds; clusters wait for it before they are ready.
     *
     * @param releases by Magnum's UUID or name
     * @param whoComes lets users come to a cluster whose releases run
     */
    void furnish(Map<String, List<Release>> releases, Runnable whoComes) {
        users = whoComes;
        wanted.complete(releases);
    }

    /** Every cluster that is set up from now on stays empty: it is none of those that the scenario begins with. */
    void end() {
        ended = true;
    }

    /** The clusters that wait stay empty: the lab did not come up. */
    void giveUp(Throwable why) {
        wanted.completeExceptionally(why);
    }

    @Override
    public void setUp(Blueprint blueprint, LiveCluster cluster) {
        if (ended) {
            return;
        }
        Map<String, List<Release>> all = wanted.join();
        List<Release> releases = Stream.of(blueprint.clusterUuid(), blueprint.name())
                .flatMap(identifier -> all.getOrDefault(identifier, List.of()).stream())
                .toList();
        if (releases.isEmpty()) {
            return;
        }
        String kubeconfig = secrets.put(
                "furnishing/" + blueprint.clusterUuid(), cluster.kubeconfig().getBytes(StandardCharsets.UTF_8));
        for (Release release : releases) {
            deploy(blueprint.name(), kubeconfig, release);
            awaitPods(cluster, release);
        }
        users.run();
    }

    private void deploy(String cluster, String kubeconfig, Release release) {
        ReleaseOutcome outcome = helm.ensureRelease(new ReleaseRequest(cluster, kubeconfig, release));
        if (!outcome.deployed()) {
            throw new IllegalStateException("The hub of " + cluster + " could not be set up: " + outcome.detail());
        }
    }

    private static void awaitPods(LiveCluster cluster, Release release) {
        for (RollableScalableResource<Deployment> deployment : cluster.eyes()
                .apps()
                .deployments()
                .inNamespace(release.namespace())
                .resources()
                .toList()) {
            deployment.waitUntilReady(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
