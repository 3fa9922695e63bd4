// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.Pages;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Collects what belongs to a cluster, and which services could not be asked; a passing failure is tried again as a whole.
 * It only looks: nothing here can delete.
 */
public final class LeftOverSearch {

    private static final Pattern REQUEST = Pattern.compile(", request [^\\s,)]+");

    private final OpenStackSession session;
    private final ClusterIdentity cluster;
    private final OwnershipMatcher marks;
    private final Set<String> claimed;
    private final List<LeftOver> found = new ArrayList<>();
    private final Map<LeftOver, JsonNode> nodes = new LinkedHashMap<>();
    private final List<String> notLooked = new ArrayList<>();

    /** A search for what belongs to one cluster. */
    public LeftOverSearch(OpenStackSession session, ClusterIdentity cluster) {
        this(session, cluster, Set.of());
    }

    /** @param claimed UUIDs of volumes that are the cluster's whatever their mark says */
    LeftOverSearch(OpenStackSession session, ClusterIdentity cluster, Set<String> claimed) {
        this.session = session;
        this.cluster = cluster;
        this.marks = new OwnershipMatcher(cluster);
        this.claimed = Set.copyOf(claimed);
    }

    /** The volumes alone. */
    public Inventory volumes() {
        addVolumes();
        return inventory();
    }

    /** Everything that belongs to the cluster. */
    public Inventory everything() {
        Set<String> volumes = addVolumes();
        add(
                ResourceType.SNAPSHOT,
                ServiceCall.get(CloudService.VOLUME, "/snapshots/detail"),
                "snapshots",
                one -> marks.isOnStorage(one) || volumes.contains(text(one, "volume_id")));
        if (cluster.stackId().isBlank()) {
            notLooked.add("Load balancers, floating IPs, networks, machines and DNS records: the cluster never got"
                    + " the stack id by which they are known.");
        } else {
            addMarked();
        }
        addCredentials();
        return inventory();
    }

    /** What was found, as its service shows it. */
    public Map<LeftOver, JsonNode> nodes() {
        return nodes;
    }

    private void addMarked() {
        add(
                ResourceType.LOAD_BALANCER,
                ServiceCall.get(CloudService.LOAD_BALANCER, "/lbaas/loadbalancers"),
                "loadbalancers",
                marks::isOn);
        Set<String> addresses = new HashSet<>();
        add(ResourceType.FLOATING_IP, ServiceCall.get(CloudService.NETWORK, "/floatingips"), "floatingips", one -> {
            boolean ours = marks.isOn(one);
            if (ours) {
                addresses.add(text(one, "floating_ip_address"));
            }
            return ours;
        });
        Set<String> networks =
                add(ResourceType.NETWORK, ServiceCall.get(CloudService.NETWORK, "/networks"), "networks", marks::isOn);
        add(ResourceType.ROUTER, ServiceCall.get(CloudService.NETWORK, "/routers"), "routers", marks::isOn);
        // A port in the cluster's own network keeps it from going, no matter what made it.
        add(
                ResourceType.PORT,
                ServiceCall.get(CloudService.NETWORK, "/ports"),
                "ports",
                one -> marks.isOn(one) || networks.contains(text(one, "network_id")));
        add(
                ResourceType.SECURITY_GROUP,
                ServiceCall.get(CloudService.NETWORK, "/security-groups"),
                "security_groups",
                marks::isOn);
        add(ResourceType.MACHINE, ServiceCall.get(CloudService.COMPUTE, "/servers/detail"), "servers", marks::isOn);
        add(
                ResourceType.DNS_RECORD,
                ServiceCall.get(CloudService.DNS, "/recordsets"),
                "recordsets",
                one -> marks.isOnRecords(one) || pointsTo(one, addresses));
    }

    private static boolean pointsTo(JsonNode recordset, Set<String> addresses) {
        for (JsonNode record : recordset.path("records")) {
            if (addresses.contains(record.asText())) {
                return true;
            }
        }
        return false;
    }

    private Set<String> addVolumes() {
        return add(
                ResourceType.VOLUME,
                ServiceCall.get(CloudService.VOLUME, "/volumes/detail"),
                "volumes",
                one -> marks.isOnStorage(one) || claimed.contains(text(one, "id")));
    }

    /** Keystone keeps credentials by user; only those of the user who logs in can be seen. */
    private void addCredentials() {
        asking(CloudService.IDENTITY, ResourceType.APPLICATION_CREDENTIAL, () -> {
            String user = session.ownToken()
                    .required()
                    .body()
                    .path("token")
                    .path("user")
                    .path("id")
                    .asText();
            add(
                    ResourceType.APPLICATION_CREDENTIAL,
                    ServiceCall.get(CloudService.IDENTITY, "/users/" + user + "/application_credentials"),
                    "application_credentials",
                    marks::isOnCredential);
        });
    }

    /** The ids of what was found now. */
    private Set<String> add(ResourceType type, ServiceCall call, String key, Predicate<JsonNode> isOurs) {
        Set<String> ids = new HashSet<>();
        asking(
                call.service(),
                type,
                () -> Pages.all(session.send(call), session::send, key).stream()
                        .filter(isOurs)
                        .forEach(node -> {
                            LeftOver one = leftOver(type, node);
                            ids.add(one.id());
                            found.add(one);
                            nodes.put(one, node);
                        }));
        return ids;
    }

    private void asking(CloudService service, ResourceType type, Runnable question) {
        try {
            question.run();
        } catch (ApplicationFailure e) {
            if (FailureCode.valueOf(e.getType()).triedAgain()) {
                throw e;
            }
            notLooked.add(service.label() + ", for a " + type + ": " + withoutRequest(e.getOriginalMessage()));
        }
    }

    /** Two looks that end in the same refusal say the same, or every plan would differ from the one before. */
    private static String withoutRequest(String message) {
        return REQUEST.matcher(message).replaceAll("");
    }

    private Inventory inventory() {
        return new Inventory(List.copyOf(found), List.copyOf(notLooked));
    }

    /** What a service shows of one thing, in the words of an inventory. */
    public static LeftOver leftOver(ResourceType type, JsonNode node) {
        JsonNode metadata = node.path("metadata");
        return new LeftOver(
                type,
                text(node, "id"),
                called(node),
                text(metadata, LeftOver.KEEP_PROPERTY).equals("true"));
    }

    private static String called(JsonNode node) {
        String called = text(node, "name");
        if (called.isEmpty()) {
            called = text(node, "floating_ip_address");
        }
        String claim = ClaimMetadata.path(node);
        return claim.isEmpty() ? called : called + " (claim " + claim + ")";
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
