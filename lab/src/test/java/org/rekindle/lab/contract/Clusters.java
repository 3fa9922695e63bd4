// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.rekindle.lab.cloud.http.JsonFields;

/** What the tests do with clusters. */
final class Clusters {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Session session;
    private final Duration patience;

    Clusters(Session session, Duration patience) {
        this.session = session;
        this.patience = patience;
    }

    Session.Answer create(String name, String template) throws IOException, InterruptedException {
        return session.send(
                "POST",
                "/clusters",
                new JsonFields()
                        .with("name", name)
                        .with("cluster_template_id", template)
                        .with("master_count", 1)
                        .with("node_count", 1));
    }

    Session.Answer upgrade(String cluster, String template) throws IOException, InterruptedException {
        return session.send(
                "POST",
                "/clusters/" + cluster + "/actions/upgrade",
                new JsonFields().with("cluster_template", template).with("max_batch_size", 1));
    }

    Session.Answer resize(String cluster, int count) throws IOException, InterruptedException {
        return session.send("POST", "/clusters/" + cluster + "/actions/resize", JsonFields.of("node_count", count));
    }

    JsonNode show(String cluster) throws IOException, InterruptedException {
        return session.send("GET", "/clusters/" + cluster, null).body();
    }

    /** The id of a template by its name. */
    String template(String name) throws IOException, InterruptedException {
        return session.send("GET", "/clustertemplates/" + name, null).uuid();
    }

    /** The node groups in their order, each with its status. */
    List<Map.Entry<String, String>> nodeGroups(String cluster) throws IOException, InterruptedException {
        List<Map.Entry<String, String>> groups = new ArrayList<>();
        session.send("GET", "/clusters/" + cluster + "/nodegroups", null)
                .body()
                .path("nodegroups")
                .forEach(group -> groups.add(Map.entry(
                        group.path("name").asText(), group.path("status").asText())));
        return groups;
    }

    JsonNode await(String cluster, String status) {
        return await(cluster, status, shown -> shown.path("status").asText().equals(status));
    }

    /** Right after an answer the old status may still show, so the version counts too. */
    JsonNode await(String cluster, String status, String version) {
        return await(
                cluster,
                status + " with " + version,
                shown -> shown.path("status").asText().equals(status)
                        && shown.path("coe_version").asText().equals(version));
    }

    /** Right after an answer the old status may still show, so the group counts too. */
    void awaitWorkers(String cluster, int count) {
        Awaitility.await(cluster + " " + count + " workers")
                .atMost(patience)
                .pollInterval(PAUSE)
                .until(() -> {
                    JsonNode worker = session.send("GET", "/clusters/" + cluster + "/nodegroups/default-worker", null)
                            .body();
                    return worker.path("node_count").asInt() == count
                            && worker.path("status").asText().equals("UPDATE_COMPLETE");
                });
    }

    void awaitSeen(String cluster) {
        Awaitility.await(cluster + " seen")
                .atMost(patience)
                .pollInterval(PAUSE)
                .until(() -> session.send("GET", "/clusters/" + cluster, null).status() == 200);
    }

    void awaitGone(String cluster) {
        Awaitility.await(cluster + " gone")
                .atMost(patience)
                .pollInterval(PAUSE)
                .until(() -> session.send("GET", "/clusters/" + cluster, null).status() == 404);
    }

    private JsonNode await(String cluster, String what, Predicate<JsonNode> condition) {
        return Awaitility.await(cluster + " " + what)
                .atMost(patience)
                .pollInterval(PAUSE)
                .until(() -> show(cluster), condition);
    }
}
