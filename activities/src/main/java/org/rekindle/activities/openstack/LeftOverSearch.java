// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

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
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Inventory;
import org.rekindle.workflows.model.LeftOver;

/**
 * Collects what belongs to a cluster, and which services could not be asked; a passing failure is tried again as a whole.
 * It only looks: nothing here can delete.
 */
final class LeftOverSearch {

    /** The property by which the janitor leaves a volume alone. */
    static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";

    private static final Pattern REQUEST = Pattern.compile(", request [^\\s,)]+");
    private static final String CLAIM = "csi.storage.k8s.io/pvc/name";
    private static final String CLAIM_NAMESPACE = "csi.storage.k8s.io/pvc/namespace";

    private final OpenStackSession session;
    private final ClusterIdentity cluster;
    private final Marks marks;
    private final List<LeftOver> found = new ArrayList<>();
    private final Map<LeftOver, JsonNode> nodes = new LinkedHashMap<>();
    private final List<String> notLooked = new ArrayList<>();

    LeftOverSearch(OpenStackSession session, ClusterIdentity cluster) {
        this.session = session;
        this.cluster = cluster;
        this.marks = new Marks(cluster);
    }

    Inventory volumes() {
        addVolumes();
        return inventory();
    }

    Inventory everything() {
        Set<String> volumes = addVolumes();
        add(
                "snapshot",
                Call.get(CloudService.VOLUME, "/snapshots/detail"),
                "snapshots",
                one -> marks.isOnStorage(one) || volumes.contains(text(one, "volume_id")));
        if (cluster.stackId().isBlank()) {
            notLooked.add(
                    "Load balancers, floating IPs, networks, machines and DNS records: the cluster never came so far"
                            + " as to have a stack id, by which they are known.");
        } else {
            addMarked();
        }
        addCredentials();
        return inventory();
    }

    /** What was found, as its service tells it. */
    Map<LeftOver, JsonNode> nodes() {
        return nodes;
    }

    private void addMarked() {
        add(
                "load balancer",
                Call.get(CloudService.LOAD_BALANCER, "/lbaas/loadbalancers"),
                "loadbalancers",
                marks::isOn);
        Set<String> addresses = new HashSet<>();
        add("floating ip", Call.get(CloudService.NETWORK, "/floatingips"), "floatingips", one -> {
            boolean ours = marks.isOn(one);
            if (ours) {
                addresses.add(text(one, "floating_ip_address"));
            }
            return ours;
        });
        Set<String> networks = add("network", Call.get(CloudService.NETWORK, "/networks"), "networks", marks::isOn);
        add("router", Call.get(CloudService.NETWORK, "/routers"), "routers", marks::isOn);
        // A port in the cluster's own network keeps it from going, whoever made the port.
        add(
                "port",
                Call.get(CloudService.NETWORK, "/ports"),
                "ports",
                one -> marks.isOn(one) || networks.contains(text(one, "network_id")));
        add("security group", Call.get(CloudService.NETWORK, "/security-groups"), "security_groups", marks::isOn);
        add("machine", Call.get(CloudService.COMPUTE, "/servers/detail"), "servers", marks::isOn);
        add(
                "dns record",
                Call.get(CloudService.DNS, "/recordsets"),
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
        return add("volume", Call.get(CloudService.VOLUME, "/volumes/detail"), "volumes", marks::isOnStorage);
    }

    /** Keystone keeps credentials by user; only those of the user who logs in can be seen. */
    private void addCredentials() {
        asking(CloudService.IDENTITY, "application credential", () -> {
            String user = session.ownToken()
                    .required()
                    .body()
                    .path("token")
                    .path("user")
                    .path("id")
                    .asText();
            add(
                    "application credential",
                    Call.get(CloudService.IDENTITY, "/users/" + user + "/application_credentials"),
                    "application_credentials",
                    marks::isOnCredential);
        });
    }

    /** The ids of what was found now. */
    private Set<String> add(String type, Call call, String key, Predicate<JsonNode> isOurs) {
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

    private void asking(CloudService service, String type, Runnable question) {
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

    static LeftOver leftOver(String type, JsonNode node) {
        JsonNode metadata = node.path("metadata");
        String claim = text(metadata, CLAIM);
        String name = text(node, "name");
        String called = name.isEmpty() ? text(node, "floating_ip_address") : name;
        return new LeftOver(
                type,
                text(node, "id"),
                claim.isEmpty() ? called : called + " (claim " + text(metadata, CLAIM_NAMESPACE) + "/" + claim + ")",
                text(metadata, KEEP).equals("true"));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
