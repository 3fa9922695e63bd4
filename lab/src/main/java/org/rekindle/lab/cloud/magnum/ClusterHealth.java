// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Magnum says about the health of a cluster. It reads the Cluster API objects of the management cluster and never
 * a certificate, so that an expired one shows only as a control plane that is waited for.
 *
 * @param status null before the first look
 */
record ClusterHealth(@Nullable String status, Map<String, String> reason) {

    private static final String READY = "Ready";

    static ClusterHealth of(Cluster cluster, Instant now) {
        if (cluster.firstPolledAt == null || now.isBefore(cluster.firstPolledAt)) {
            return new ClusterHealth(null, Map.of());
        }
        if (cluster.status == SimulatedStatus.CREATE_FAILED) {
            return ofNothing(cluster);
        }
        boolean down = cluster.expired(now) || cluster.doomed;
        Map<String, String> reason = new LinkedHashMap<>();
        reason.put("cluster", down ? "Waiting on ['ControlPlaneReady', 'Ready']" : READY);
        reason.put("infrastructure", READY);
        reason.put(
                "controlplane",
                down ? "Waiting on ['ControlPlaneComponentsHealthy', 'EtcdClusterHealthy', 'Ready']" : READY);
        // A machine deployment with maxUnavailable 1 and one replica is taken for available without any.
        reason.put("nodegroup", READY);
        String reported = cluster.reportedHealth;
        if (reported != null && cluster.reportedHealthUntil != null && now.isBefore(cluster.reportedHealthUntil)) {
            return new ClusterHealth(reported, reason);
        }
        return new ClusterHealth(down ? "UNHEALTHY" : "HEALTHY", reason);
    }

    /** Of a cluster that Helm has never installed: the driver's words for what Cluster API does not have (capi_monitor.py). */
    private static ClusterHealth ofNothing(Cluster cluster) {
        Map<String, String> reason = new LinkedHashMap<>();
        reason.put("cluster", "Cluster resource not found.");
        reason.put("infrastructure", "Infrastructure resource not found.");
        reason.put("controlplane", "Control plane resource not found.");
        reason.put(
                "nodegroup",
                cluster.workers().stream()
                        .map(group -> group.name + " resource not found.")
                        .collect(Collectors.joining(",")));
        return new ClusterHealth("UNHEALTHY", reason);
    }
}
