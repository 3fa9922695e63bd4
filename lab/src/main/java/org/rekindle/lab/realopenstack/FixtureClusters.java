// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.CloudSession;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.plane.Waiting;
import org.rekindle.lab.plane.WhileValid;
import org.rekindle.worker.tools.Progress;

/** Makes a world's clusters in a real Magnum, and lets their API servers serve certificates as old as the world says. */
final class FixtureClusters {
    private static final Map<String, String> NEWEST = Map.of("OpenStack-API-Version", "container-infra 1.14");
    private static final Duration MADE = Duration.ofMinutes(5);

    private final Tenants tenants;
    private final String magnumUrl;
    private final ServingCertificates certificates;
    private final @Nullable WorkloadPlanes planes;
    private final WhileValid furniture;

    /**
     * A maker.
     *
     * @param planes their real control planes, null where there are none
     * @param furniture what is set up in these before their certificates expire
     */
    FixtureClusters(
            Tenants tenants,
            String magnumUrl,
            ServingCertificates certificates,
            @Nullable WorkloadPlanes planes,
            WhileValid furniture) {
        this.tenants = tenants;
        this.magnumUrl = magnumUrl;
        this.certificates = certificates;
        this.planes = planes;
        this.furniture = furniture;
    }

    private record Made(CloudFixture.Cluster wanted, CloudSession owner, String uuid) {}

    /** Makes some clusters at once and waits until the last one is complete. */
    void make(List<CloudFixture.Cluster> clusters, Progress progress) {
        List<Made> all = new ArrayList<>();
        for (CloudFixture.Cluster cluster : clusters) {
            progress.say("making the cluster " + cluster.name());
            CloudSession owner = tenants.login(tenants.member(cluster.project()));
            String uuid = owner.send("POST", magnumUrl + "/v1/clusters", NEWEST, body(cluster))
                    .ok("making the cluster " + cluster.name())
                    .path("uuid")
                    .asText();
            all.add(new Made(cluster, owner, uuid));
        }
        for (Made made : all) {
            awaitComplete(made);
            for (CloudFixture.NodeGroup group : made.wanted().nodeGroups()) {
                made.owner()
                        .send("POST", magnumUrl + "/v1/clusters/" + made.uuid() + "/nodegroups", NEWEST, body(group))
                        .ok("making the node group " + group.name());
                // One after the other: the driver's Helm runs would overlap, and all but the first fail.
                awaitGroup(made, group.name());
            }
        }
        for (Made made : all) {
            JsonNode shown = awaitComplete(made);
            furnish(made, progress);
            if (!made.wanted().age().isZero()) {
                Instant issuedAt = Instant.now().minus(made.wanted().age());
                String namespace = "magnum-" + tenants.projectId(made.wanted().project());
                certificates.replace(namespace, shown.path("cluster_id").asText(), issuedAt);
            }
        }
    }

    private void furnish(Made made, Progress progress) {
        if (planes == null) {
            return;
        }
        progress.say("setting up " + made.wanted().name());
        Waiting.until(
                "the nodes of " + made.wanted().name(),
                MADE,
                () -> planes.isAligned(made.uuid()),
                () -> false,
                () -> "Cluster API has other machines");
        planes.furnish(made.uuid(), furniture, Instant.now().minus(made.wanted().age()))
                .join();
    }

    private JsonNode awaitComplete(Made made) {
        String path = "/v1/clusters/" + made.uuid();
        Waiting.until(
                "the cluster " + made.wanted().name(),
                MADE,
                () -> complete(show(made, path), made.wanted().name()),
                () -> false,
                () -> "Magnum says " + show(made, path));
        return show(made, path);
    }

    private void awaitGroup(Made made, String group) {
        String path = "/v1/clusters/" + made.uuid() + "/nodegroups/" + group;
        Waiting.until(
                "the node group " + group,
                MADE,
                () -> complete(show(made, path), group),
                () -> false,
                () -> "Magnum says " + show(made, path));
    }

    private static boolean complete(JsonNode shown, String what) {
        String status = shown.path("status").asText();
        if (status.endsWith("_FAILED")) {
            throw new IllegalStateException(
                    what + " is " + status + ": " + shown.path("status_reason").asText());
        }
        return status.endsWith("_COMPLETE");
    }

    private JsonNode show(Made made, String path) {
        return made.owner().send("GET", magnumUrl + path, NEWEST, null).body();
    }

    private static JsonFields body(CloudFixture.Cluster cluster) {
        JsonFields body = new JsonFields()
                .with("name", cluster.name())
                .with("cluster_template_id", cluster.template())
                .with("master_count", cluster.masterCount())
                .with("node_count", cluster.nodeCount());
        if (cluster.keypair() != null) {
            body.with("keypair", cluster.keypair());
        }
        if (cluster.fixedNetwork() != null) {
            body.with("fixed_network", cluster.fixedNetwork());
        }
        if (cluster.labels().isEmpty()) {
            return body;
        }
        return body.with("labels", cluster.labels()).with("merge_labels", true);
    }

    private static JsonFields body(CloudFixture.NodeGroup group) {
        JsonFields body = new JsonFields()
                .with("name", group.name())
                .with("flavor_id", group.flavor())
                .with("node_count", group.count())
                // Cluster API for OpenStack has no groups without machines.
                .with("min_node_count", Math.max(1, group.min()));
        return group.max() == null ? body : body.with("max_node_count", group.max());
    }
}
