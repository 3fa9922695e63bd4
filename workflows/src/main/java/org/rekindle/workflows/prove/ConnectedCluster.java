// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.prove;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.decide.diagnosis.KnownAddress;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.verify.CheckedCluster;

/**
 * A cluster that is verified, and the connection to it. Where there is none, the proofs from outside are made all the same.
 *
 * @param cloud what Magnum says of it; null where there is no connection
 * @param noConnection why there is no connection, in a sentence; null when there is one
 * @param certificateNotAfter when the served certificate expires; null when none was seen
 */
record ConnectedCluster(
        CheckedCluster checked,
        @Nullable CloudCluster cloud,
        @Nullable String noConnection,
        @Nullable Instant certificateNotAfter) {

    static ConnectedCluster of(ClusterProfile profile) {
        try {
            Duration answer = profile.policy().deadlines().request();
            CloudSighting cloud = Observe.cloud(profile, null, answer);
            CloudCluster cluster = cloud.cluster();
            String address = KnownAddress.ofAny(cluster);
            if (cluster == null || address == null) {
                return without(profile, Observe.noAddress(cloud).detail(), null);
            }
            return connect(profile, cluster, address, notAfter(address, answer));
        } catch (ActivityFailure failure) {
            return without(profile, ActivityFailures.lastSeen(failure), null);
        }
    }

    private static ConnectedCluster connect(
            ClusterProfile profile, CloudCluster cluster, String address, @Nullable Instant notAfter) {
        try {
            CheckedCluster checked = new CheckedCluster(
                    profile, runId(), began(), Observe.connect(profile, cluster, address), cluster.shape(), null);
            return new ConnectedCluster(checked, cluster, null, notAfter);
        } catch (ActivityFailure failure) {
            return without(profile, ActivityFailures.lastSeen(failure), notAfter);
        }
    }

    private static ConnectedCluster without(ClusterProfile profile, String why, @Nullable Instant notAfter) {
        return new ConnectedCluster(
                new CheckedCluster(profile, runId(), began(), null, null, null), null, why, notAfter);
    }

    private static @Nullable Instant notAfter(String address, Duration answer) {
        ServedCertificate served = Observe.certificate(address, answer).certificate();
        if (served == null) {
            return null;
        }
        return served.notAfter();
    }

    private static Instant began() {
        return Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
    }

    private static String runId() {
        return Workflow.getInfo().getFirstExecutionRunId();
    }
}
