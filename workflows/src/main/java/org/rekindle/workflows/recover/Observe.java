// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.AccessActivities;
import org.rekindle.workflows.activities.HubActivities;
import org.rekindle.workflows.activities.KubernetesActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.decide.Diagnose;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ConnectRequest;
import org.rekindle.workflows.model.Connection;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Endpoint;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.KubernetesTarget;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;

/** Looks at a cluster from every side that an outsider has: Magnum, the wire, the Kubernetes API and the hub. */
public final class Observe {

    private Observe() {}

    /** The observation that a run begins with, and what it means, both kept in the journal. */
    public static Observation first(ClusterProfile profile, Journal journal, Steps steps) {
        journal.enter(Phase.OBSERVING, "Look at " + profile.cluster() + " from outside.");
        Observation seen = steps.need("observe", () -> look(profile, null));
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        journal.sawBefore(seen, diagnosis);
        journal.note(diagnosis.sentence());
        return seen;
    }

    /**
     * One observation.
     *
     * @param uuid a certain cluster, or null for the one that the fleet file names
     */
    public static Observation look(ClusterProfile profile, @Nullable String uuid) {
        Duration answer = profile.policy().deadlines().answer();
        Promise<@Nullable HubSighting> hub = Async.function(() -> hub(profile, answer));
        CloudSighting cloud = cloud(profile, uuid, answer);
        CloudCluster cluster = cloud.cluster();
        String address = cluster == null ? null : cluster.apiAddress();
        if (cluster == null || address == null) {
            String why = cluster == null ? cloud.detail() : "Magnum knows no API address of it yet.";
            return new Observation(
                    Journal.now(),
                    cluster,
                    new CertificateSighting("(no address)", null, why),
                    new ApiSighting(false, why, List.of()),
                    hub.get());
        }
        Promise<ApiSighting> api = Async.function(() -> api(profile, cluster, address, answer));
        CertificateSighting certificate = certificate(address, answer);
        return new Observation(Journal.now(), cluster, certificate, api.get(), hub.get());
    }

    /**
     * One observation of a cluster to which we have a way in, and whose hub has just been proven or passed over: what is
     * known is not asked again.
     */
    public static Observation lookAgain(ClusterProfile profile, String uuid, Connection connection) {
        Duration answer = profile.policy().deadlines().answer();
        Promise<ApiSighting> api = Async.function(() -> orNoWayIn(() -> nodes(profile, connection, answer)));
        Promise<CertificateSighting> certificate = Async.function(() -> certificate(connection.apiAddress(), answer));
        CloudSighting cloud = cloud(profile, uuid, answer);
        return new Observation(Journal.now(), cloud.cluster(), certificate.get(), api.get(), null);
    }

    /** The certificate that is served at an address. */
    public static CertificateSighting certificate(String address, Duration answer) {
        return World.ask(TlsActivities.class, "Look at the certificate that " + address + " serves", answer)
                .look(new Endpoint(address));
    }

    /** A way into a cluster, through a client certificate that Magnum signs. */
    static Connection connect(ClusterProfile profile, CloudCluster cluster, String address) {
        return World.ask(
                        AccessActivities.class,
                        "Have Magnum sign a client certificate",
                        profile.policy().deadlines().answer())
                .connect(
                        new ConnectRequest(profile.cluster(), cluster.identity().uuid(), address));
    }

    /**
     * What Magnum says of a cluster.
     *
     * @param uuid a certain cluster, or null for the one that the fleet file names
     */
    public static CloudSighting cloud(ClusterProfile profile, @Nullable String uuid, Duration answer) {
        return World.ask(MagnumActivities.class, "Ask Magnum for " + profile.magnumCluster(), answer)
                .observe(new CloudTarget(profile.cluster(), uuid));
    }

    private static ApiSighting api(ClusterProfile profile, CloudCluster cluster, String address, Duration answer) {
        return orNoWayIn(() -> {
            Connection connection = connect(profile, cluster, address);
            return nodes(profile, connection, answer);
        });
    }

    private static ApiSighting nodes(ClusterProfile profile, Connection connection, Duration answer) {
        return World.ask(KubernetesActivities.class, "Ask the Kubernetes API for its nodes", answer)
                .look(new KubernetesTarget(profile.cluster(), connection.kubeconfig()));
    }

    /** Having no way in is something seen, not a reason to stop looking. */
    private static ApiSighting orNoWayIn(Func<ApiSighting> look) {
        try {
            return look.apply();
        } catch (ActivityFailure failure) {
            return new ApiSighting(false, "There is no way in: " + Failing.lastSeen(failure), List.of());
        }
    }

    private static @Nullable HubSighting hub(ClusterProfile profile, Duration answer) {
        if (!profile.verification().namesAHub()) {
            return null;
        }
        return World.ask(HubActivities.class, "Ask the hub whether it is well", answer)
                .look(new HubTarget(
                        profile.cluster(),
                        profile.verification(),
                        profile.policy().pollEvery()));
    }
}
