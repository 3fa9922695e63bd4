// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.ClusterMachines;

/** A cluster in Magnum's books. Guarded by the books. */
final class Cluster {

    /** How long kubeadm's leaf certificates last. */
    static final Duration LEAF_VALIDITY = Duration.ofDays(365);

    final String uuid;
    final String name;
    final String projectId;
    final String userId;
    final Instant createdAt;
    final Map<String, String> labels = new LinkedHashMap<>();
    final List<NodeGroup> nodeGroups = new ArrayList<>();
    final Map<AuthorityType, ClusterMachines.CertificateAuthority> authorities = new EnumMap<>(AuthorityType.class);

    /** Operations that are not done; one that hangs stays in here. */
    final Set<Object> pending = new HashSet<>();

    StoredTemplate template;

    @Nullable
    String keypair;

    String flavorId;
    String masterFlavorId;

    @Nullable
    String fixedNetwork;

    @Nullable
    String fixedSubnet;

    @Nullable
    Integer dockerVolumeSize;

    int createTimeout = 60;
    boolean floatingIpEnabled;
    boolean masterLbEnabled;

    @Nullable
    String stackId;

    SimulatedStatus status = SimulatedStatus.CREATE_IN_PROGRESS;

    @Nullable
    String statusReason;

    @Nullable
    String coeVersion;

    @Nullable
    String apiAddress;

    @Nullable
    Instant firstPolledAt;

    @Nullable
    Instant reportedHealthUntil;

    @Nullable
    String reportedHealth;

    Instant updatedAt;

    /** The chart that the machines were last rolled out with. */
    @Nullable
    String chartVersion;

    /** The image that the machines were last rolled out with. */
    @Nullable
    String imageId;

    /** Whether there are machines to destroy. */
    boolean booted;

    /** Whether a rollout has deleted the workers and not replaced them. */
    boolean workersLost;

    /** Whether the control plane never comes up. */
    boolean doomed;

    Instant certificatesIssuedAt;

    Cluster(
            String uuid,
            String name,
            String projectId,
            String userId,
            StoredTemplate template,
            String flavorId,
            String masterFlavorId,
            Instant createdAt) {
        this.uuid = uuid;
        this.name = name;
        this.projectId = projectId;
        this.userId = userId;
        this.template = template;
        this.flavorId = flavorId;
        this.masterFlavorId = masterFlavorId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.certificatesIssuedAt = createdAt;
    }

    boolean expired(Instant now) {
        return !now.isBefore(certificatesIssuedAt.plus(LEAF_VALIDITY));
    }

    NodeGroup master() {
        return nodeGroup(NodeGroup.MASTER);
    }

    NodeGroup worker() {
        return nodeGroup(NodeGroup.WORKER);
    }

    List<NodeGroup> workers() {
        return nodeGroups.stream().filter(group -> !group.master()).toList();
    }

    /** The size of the cluster without its control plane. */
    int nodeCount() {
        return workers().stream().mapToInt(group -> group.nodeCount).sum();
    }

    private NodeGroup nodeGroup(String wanted) {
        return nodeGroups.stream()
                .filter(group -> group.name.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The cluster " + uuid + " has no " + wanted + "."));
    }
}
