// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ApplicationFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.MagnumVersion;
import org.rekindle.activities.openstack.client.NotUnderstood;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.Pages;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * The part of Magnum's API that is needed. Changing a cluster's authority ({@code PATCH /certificates}) is not here on
 * purpose: with the Cluster API driver Magnum answers 400 but has stored new authorities already, and the cluster never
 * fits its own certificates again.
 */
public final class MagnumService {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OpenStackSession session;
    private final MagnumVersion version;

    /** Magnum in the cloud of a session. */
    public MagnumService(OpenStackSession session) {
        this.session = session;
        this.version = session.magnumVersion();
    }

    /**
     * Clusters with labels but without times and reasons. An odd one hides no other: its odd fields are reported as absent.
     *
     * @param withoutUuid the names of the entries that were passed over, since they have no UUID
     */
    public record Listed(List<MagnumCluster> clusters, List<String> withoutUuid, String answer) {

        /** The clusters where it matters that none is missing. */
        public List<MagnumCluster> all() {
            if (!withoutUuid.isEmpty()) {
                throw notUnderstood();
            }
            return clusters;
        }

        /** The clusters of a name; fails where one of that name has no UUID, since it may be the one that is meant. */
        List<MagnumCluster> named(String name) {
            if (withoutUuid.contains(name)) {
                throw notUnderstood();
            }
            return clusters.stream()
                    .filter(cluster -> cluster.name().equals(name))
                    .toList();
        }

        private ApplicationFailure notUnderstood() {
            int passedOver = withoutUuid.size();
            return NotUnderstood.of(
                    answer, "of " + passedOver + (passedOver == 1 ? " cluster" : " clusters") + " the field uuid");
        }
    }

    /** All clusters of the project, as a list shows them. */
    public Listed listed() {
        ServiceAnswer first = send(ServiceCall.get(CloudService.MAGNUM, "/clusters"));
        List<MagnumCluster> known = new ArrayList<>();
        List<String> withoutUuid = new ArrayList<>();
        for (JsonNode shown : Pages.all(first, this::send, "clusters")) {
            MagnumCluster cluster = MagnumCluster.read(shown);
            if (cluster == null) {
                withoutUuid.add(shown.path("name").asText(""));
            } else {
                known.add(cluster);
            }
        }
        return new Listed(known, withoutUuid, first.inWords());
    }

    /** The clusters that can be kept apart. */
    public List<MagnumCluster> clusters() {
        return listed().clusters();
    }

    /**
     * One cluster with everything, or null when Magnum knows none of that UUID.
     *
     * @throws io.temporal.failure.ApplicationFailure when something by which it is known or would be built again is not as
     *     Magnum documents it
     */
    @Nullable
    public MagnumCluster cluster(ClusterUuid uuid) {
        ServiceAnswer answer = send(ServiceCall.get(CloudService.MAGNUM, "/clusters/" + segment(uuid.value())));
        if (answer.isNotFound()) {
            return null;
        }
        MagnumCluster cluster = MagnumCluster.read(whole(answer).body());
        if (cluster == null || !cluster.uuid().equals(uuid)) {
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
    private static ServiceAnswer whole(ServiceAnswer answer) {
        if (!answer.required().body().isObject() || answer.body().isEmpty()) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    answer.inWords() + ": the answer is empty. Is there a proxy in between?");
        }
        return answer;
    }

    /**
     * The node groups of a cluster, control plane included; empty when this Magnum is too old. Of a cluster that has just
     * gone there are none to be shown: the next look begins with the cluster.
     */
    List<MagnumNodeGroup> nodeGroups(ClusterUuid uuid) {
        if (!version.hasNodeGroups(session)) {
            return List.of();
        }
        ServiceAnswer first = send(ServiceCall.get(CloudService.MAGNUM, nodeGroupsOf(uuid)));
        if (first.isNotFound()) {
            throw Failures.of(FailureCode.UNAVAILABLE, first.reason());
        }
        return Pages.all(first, this::send, "nodegroups").stream()
                .map(group -> MagnumNodeGroup.read(first.inWords(), group))
                .toList();
    }

    /**
     * The same, with the bounds of the worker groups. In a list Magnum always shows the defaults, 0 and none, so each group
     * is asked for by itself; {@code default-worker} is not, since its bounds are labels of the cluster.
     */
    List<MagnumNodeGroup> nodeGroupsWithBounds(ClusterUuid uuid) {
        return nodeGroups(uuid).stream().map(group -> withBounds(uuid, group)).toList();
    }

    private MagnumNodeGroup withBounds(ClusterUuid uuid, MagnumNodeGroup group) {
        if (group.isControlPlane() || group.isDefault() || group.isLeaving()) {
            return group;
        }
        return whole(uuid, group);
    }

    /** A group that was listed and is gone now must not fall silently out of a shape that a cluster is rebuilt from. */
    private MagnumNodeGroup whole(ClusterUuid uuid, MagnumNodeGroup listed) {
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
    MagnumNodeGroup nodeGroup(ClusterUuid uuid, String nodeGroup) {
        ServiceAnswer answer =
                send(ServiceCall.get(CloudService.MAGNUM, nodeGroupsOf(uuid) + "/" + segment(nodeGroup)));
        if (answer.isNotFound()) {
            return null;
        }
        return MagnumNodeGroup.read(answer.inWords(), whole(answer).body());
    }

    /** All templates that can be seen; see {@link MagnumTemplate#isUsable}. */
    public List<MagnumTemplate> templates() {
        ServiceAnswer first = send(ServiceCall.get(CloudService.MAGNUM, "/clustertemplates"));
        return Pages.all(first, this::send, "clustertemplates").stream()
                .<@Nullable MagnumTemplate>map(MagnumTemplate::read)
                .filter(Objects::nonNull)
                .toList();
    }

    /** How many clusters a project may have; -1 when Magnum does not say. */
    public int quota(String projectId) {
        return send(ServiceCall.get(CloudService.MAGNUM, "/quotas/" + segment(projectId) + "/Cluster"))
                .required()
                .body()
                .path("hard_limit")
                .asInt(-1);
    }

    /** Asks for a cluster. */
    ServiceAnswer create(ObjectNode body) {
        return send(ServiceCall.post(CloudService.MAGNUM, "/clusters", body));
    }

    /** Asks for a node group. */
    ServiceAnswer createNodeGroup(ClusterUuid uuid, ObjectNode body) {
        return send(ServiceCall.post(CloudService.MAGNUM, nodeGroupsOf(uuid), body));
    }

    /** Asks for an upgrade. Without {@code max_batch_size} Magnum answers 500. */
    ServiceAnswer upgrade(ClusterUuid uuid, String templateId) {
        ObjectNode body = JSON.objectNode().put("cluster_template", templateId).put("max_batch_size", 1);
        return send(
                ServiceCall.post(CloudService.MAGNUM, "/clusters/" + segment(uuid.value()) + "/actions/upgrade", body));
    }

    /** Asks for a delete. Its only caller is {@link OpenStackMagnumActivities#requestDelete}, behind the guard. */
    ServiceAnswer delete(ClusterUuid uuid) {
        return send(ServiceCall.delete(CloudService.MAGNUM, "/clusters/" + segment(uuid.value())));
    }

    /**
     * Asks for a new application credential for a cluster, from 1.12 on. It leaves the cluster in {@code UPDATE_COMPLETE}
     * even after a failure. Its only caller is {@link CredentialRotation}, for people.
     */
    ServiceAnswer rotateCredential(ClusterUuid uuid) {
        return send(ServiceCall.patch(CloudService.MAGNUM, "/credentials/" + segment(uuid.value())));
    }

    /** The cluster's authority, as PEM. */
    public String authority(ClusterUuid uuid) {
        return pem(send(ServiceCall.get(CloudService.MAGNUM, "/certificates/" + segment(uuid.value()))));
    }

    /** Has a signing request signed by the cluster's authority; both as PEM. */
    public String sign(ClusterUuid uuid, String request) {
        ObjectNode body = JSON.objectNode().put("cluster_uuid", uuid.value()).put("csr", request);
        return pem(send(ServiceCall.post(CloudService.MAGNUM, "/certificates", body)));
    }

    private static String pem(ServiceAnswer answer) {
        String pem = answer.required().body().path("pem").asText("");
        if (pem.isBlank()) {
            throw Failures.of(FailureCode.UNAVAILABLE, answer.inWords() + ": the answer holds no certificate.");
        }
        return pem;
    }

    private ServiceAnswer send(ServiceCall call) {
        ServiceAnswer answer = session.send(call.withHeader("OpenStack-API-Version", version.header(session)));
        if (answer.status() == 406) {
            version.forget();
        }
        return answer;
    }

    private static String nodeGroupsOf(ClusterUuid uuid) {
        return "/clusters/" + segment(uuid.value()) + "/nodegroups";
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
