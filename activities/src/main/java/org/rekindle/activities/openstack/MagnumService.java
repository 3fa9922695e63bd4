// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/**
 * The part of Magnum's API that is needed. Changing a cluster's authority ({@code PATCH /certificates}) is not here on
 * purpose: with the Cluster API driver Magnum answers 400 but has stored new authorities already, and the cluster never
 * fits its own certificates again.
 */
final class MagnumService {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OpenStackSession session;
    private final MagnumVersion version;

    MagnumService(OpenStackSession session, MagnumVersion version) {
        this.session = session;
        this.version = version;
    }

    /**
     * Clusters with labels but without times and reasons. An odd one hides no other: its odd fields are told as absent.
     *
     * @param withoutUuid how many entries of the list were passed over, since they have no UUID
     */
    record Listed(List<MagnumCluster> clusters, int withoutUuid, String answer) {

        /** The clusters where it matters that none is missing. */
        List<MagnumCluster> all() {
            if (withoutUuid > 0) {
                throw NotUnderstood.of(
                        answer,
                        "of " + withoutUuid + (withoutUuid == 1 ? " cluster" : " clusters") + " the field uuid");
            }
            return clusters;
        }
    }

    Listed listed() {
        Answer first = send(Call.get(CloudService.MAGNUM, "/clusters"));
        List<@Nullable MagnumCluster> read = Pages.all(first, this::send, "clusters").stream()
                .<@Nullable MagnumCluster>map(MagnumCluster::read)
                .toList();
        List<MagnumCluster> known = read.stream().filter(Objects::nonNull).toList();
        return new Listed(known, read.size() - known.size(), first.inWords());
    }

    /** The clusters that can be told apart. */
    List<MagnumCluster> clusters() {
        return listed().clusters();
    }

    /**
     * One cluster with everything, or null when Magnum knows none of that UUID.
     *
     * @throws io.temporal.failure.ApplicationFailure when something by which it is known or would be built again is not as
     *     Magnum documents it
     */
    @Nullable
    MagnumCluster cluster(String uuid) {
        Answer answer = send(Call.get(CloudService.MAGNUM, "/clusters/" + segment(uuid)));
        if (answer.isNotFound()) {
            return null;
        }
        MagnumCluster cluster = MagnumCluster.read(whole(answer).body());
        if (cluster == null || !cluster.uuid().equalsIgnoreCase(uuid)) {
            throw NotUnderstood.of(answer.inWords(), "the field uuid");
        }
        List<String> odd = cluster.notUnderstood();
        if (!odd.isEmpty()) {
            throw NotUnderstood.of(
                    answer.inWords(),
                    "of cluster " + uuid + " the " + (odd.size() == 1 ? "field " : "fields ") + String.join(", ", odd));
        }
        return cluster;
    }

    /** An answer that holds a JSON object. */
    private static Answer whole(Answer answer) {
        if (!answer.required().body().isObject() || answer.body().isEmpty()) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    answer.inWords() + ": the answer is empty. Is there a proxy in between?");
        }
        return answer;
    }

    /**
     * The node groups of a cluster, control plane included; empty when this Magnum is too old. Of a cluster that has just
     * gone there are none to be told: the next look begins with the cluster.
     */
    List<MagnumNodeGroup> nodeGroups(String uuid) {
        if (!version.hasNodeGroups(session)) {
            return List.of();
        }
        Answer first = send(Call.get(CloudService.MAGNUM, nodeGroupsOf(uuid)));
        if (first.isNotFound()) {
            throw Failures.of(FailureCode.UNAVAILABLE, first.reason());
        }
        return Pages.all(first, this::send, "nodegroups").stream()
                .map(group -> MagnumNodeGroup.read(first.inWords(), group))
                .toList();
    }

    /**
     * The same, with the bounds of the worker groups. In a list Magnum always tells the defaults, 0 and none, so each group
     * is asked for by itself; {@code default-worker} is not, since its bounds are labels of the cluster.
     */
    List<MagnumNodeGroup> nodeGroupsWithBounds(String uuid) {
        return nodeGroups(uuid).stream()
                .map(group ->
                        group.isControlPlane() || group.isDefault() || group.isLeaving() ? group : whole(uuid, group))
                .toList();
    }

    /** A group that was listed and is gone now must not fall silently out of a shape that a cluster is rebuilt from. */
    private MagnumNodeGroup whole(String uuid, MagnumNodeGroup listed) {
        MagnumNodeGroup whole = nodeGroup(uuid, listed.uuid());
        if (whole == null) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE,
                    "Node group " + listed.name() + " of cluster " + uuid + " went away while it was looked at.");
        }
        return whole;
    }

    /** One node group with everything, or null when the cluster has none of that name or UUID. */
    @Nullable
    MagnumNodeGroup nodeGroup(String uuid, String nodeGroup) {
        Answer answer = send(Call.get(CloudService.MAGNUM, nodeGroupsOf(uuid) + "/" + segment(nodeGroup)));
        return answer.isNotFound()
                ? null
                : MagnumNodeGroup.read(answer.inWords(), whole(answer).body());
    }

    /** All templates that can be seen; see {@link MagnumTemplate#isUsable}. */
    List<MagnumTemplate> templates() {
        Answer first = send(Call.get(CloudService.MAGNUM, "/clustertemplates"));
        return Pages.all(first, this::send, "clustertemplates").stream()
                .<@Nullable MagnumTemplate>map(MagnumTemplate::read)
                .filter(Objects::nonNull)
                .toList();
    }

    /** How many clusters a project may have; -1 when Magnum does not say. */
    int quota(String projectId) {
        return send(Call.get(CloudService.MAGNUM, "/quotas/" + segment(projectId) + "/Cluster"))
                .required()
                .body()
                .path("hard_limit")
                .asInt(-1);
    }

    /** Asks for a cluster. */
    Answer create(ObjectNode body) {
        return send(Call.post(CloudService.MAGNUM, "/clusters", body));
    }

    /** Asks for a node group. */
    Answer createNodeGroup(String uuid, ObjectNode body) {
        return send(Call.post(CloudService.MAGNUM, nodeGroupsOf(uuid), body));
    }

    /** Asks for an upgrade. Without {@code max_batch_size} Magnum answers 500. */
    Answer upgrade(String uuid, String templateId) {
        ObjectNode body = JSON.objectNode().put("cluster_template", templateId).put("max_batch_size", 1);
        return send(Call.post(CloudService.MAGNUM, "/clusters/" + segment(uuid) + "/actions/upgrade", body));
    }

    /** Asks for a delete. Its only caller is {@link OpenStackMagnumActivities#requestDelete}, behind the guard. */
    Answer delete(String uuid) {
        return send(Call.delete(CloudService.MAGNUM, "/clusters/" + segment(uuid)));
    }

    /**
     * Asks for a new application credential for a cluster, from 1.12 on. It leaves the cluster in {@code UPDATE_COMPLETE}
     * whatever was the matter before. Its only caller is {@link CredentialRotation}, for people.
     */
    Answer rotateCredential(String uuid) {
        return send(Call.patch(CloudService.MAGNUM, "/credentials/" + segment(uuid)));
    }

    /** The cluster's authority, as PEM. */
    String authority(String uuid) {
        return pem(send(Call.get(CloudService.MAGNUM, "/certificates/" + segment(uuid))));
    }

    /** Has a signing request signed by the cluster's authority; both as PEM. */
    String sign(String uuid, String request) {
        ObjectNode body = JSON.objectNode().put("cluster_uuid", uuid).put("csr", request);
        return pem(send(Call.post(CloudService.MAGNUM, "/certificates", body)));
    }

    private static String pem(Answer answer) {
        String pem = answer.required().body().path("pem").asText("");
        if (pem.isBlank()) {
            throw Failures.of(FailureCode.UNAVAILABLE, answer.inWords() + ": the answer holds no certificate.");
        }
        return pem;
    }

    private Answer send(Call call) {
        Answer answer = session.send(call.withHeader("OpenStack-API-Version", version.header(session)));
        if (answer.status() == 406) {
            version.forget();
        }
        return answer;
    }

    private static String nodeGroupsOf(String uuid) {
        return "/clusters/" + segment(uuid) + "/nodegroups";
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
