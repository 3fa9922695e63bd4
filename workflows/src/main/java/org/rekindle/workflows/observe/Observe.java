// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.AccessActivities;
import org.rekindle.workflows.api.AccessActivities.ConnectRequest;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.KubernetesTarget;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.diagnosis.KnownAddress;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.ConfirmAfter;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.MachineSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.WorkflowClock;

/** Looks at a cluster from every side that an outsider has: Magnum, the wire, the Kubernetes API and the hub. */
public final class Observe {

    private Observe() {}

    /** The observation that a run begins with, and what it means, both kept in the state of the run. */
    public static Observation first(RunContext run) {
        ClusterProfile profile = run.profile();
        run.state().enter(Phase.OBSERVING, "Looking at " + profile.cluster() + " from outside.");
        Observation first = run.operator().required("observe", () -> lookDeep(profile));
        Observation seen = confirmed(run, first);
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        run.state().sawBefore(seen, diagnosis);
        run.state().note(Sentences.of(diagnosis));
        return seen;
    }

    /** One observation, with a look into the control plane's machines where the fleet file names a way. */
    private static Observation lookDeep(ClusterProfile profile) {
        Observation seen = look(profile, null);
        return seen.cloud() == null ? seen : withMachines(profile, seen);
    }

    /** What has expired is looked at once more, later and from another place, where the fleet file asks for it. */
    private static Observation confirmed(RunContext run, Observation seen) {
        ClusterProfile profile = run.profile();
        ConfirmAfter again = profile.confirmAfter();
        if (again == null || Diagnose.from(seen, profile.policy().renewBefore()).condition() != Condition.EXPIRED) {
            return seen;
        }
        String what = "a second look from " + again.from();
        run.waits().waitFor(what, again.delay());
        Pause.of(again.delay(), "Until " + what);
        run.waits().stopWaiting();
        return with(seen, elsewhere(profile, again, seen.certificate().address()), seen.machines());
    }

    /** A second place without a worker is a finding as well: it makes the diagnosis doubtful. */
    private static CertificateSighting elsewhere(ClusterProfile profile, ConfirmAfter again, String address) {
        try {
            return ActivityStubs.remoteFrom(
                            Identifiers.lookFrom(again.from()),
                            TlsActivities.class,
                            "Look from " + again.from() + " at the certificate that " + address + " serves",
                            profile.policy().deadlines().request())
                    .look(new Endpoint(address));
        } catch (ActivityFailure failure) {
            return CertificateSighting.none(
                    address,
                    "No worker looked from " + again.from() + " (./rekindle worker --look-from " + again.from()
                            + " starts one there): " + ActivityFailures.lastSeen(failure));
        }
    }

    /** The same with a look, now, into the control plane's machines. */
    public static Observation withMachines(ClusterProfile profile, Observation seen) {
        return with(seen, seen.elsewhere(), ControlPlaneMachines.look(profile));
    }

    /** What was seen from outside alone. */
    public static Observation fromOutside(Observation seen) {
        return with(seen, seen.elsewhere(), List.of());
    }

    private static Observation with(
            Observation seen, @Nullable CertificateSighting elsewhere, List<MachineSighting> machines) {
        return new Observation(
                seen.at(),
                seen.cloud(),
                seen.certificate(),
                seen.api(),
                seen.hub(),
                elsewhere,
                seen.authorityNotAfter(),
                machines);
    }

    /**
     * One observation.
     *
     * @param uuid a certain cluster, or null for the one that the fleet file names
     */
    public static Observation look(ClusterProfile profile, @Nullable ClusterUuid uuid) {
        Duration answer = profile.policy().deadlines().request();
        Promise<@Nullable HubSighting> hub = Async.function(() -> hub(profile, answer));
        CloudSighting cloud = cloud(profile, uuid, answer);
        CloudCluster cluster = cloud.cluster();
        String address = KnownAddress.ofAny(cluster);
        if (cluster == null || address == null) {
            return withoutAddress(cloud, hub.get());
        }
        Promise<WayIn> api = Async.function(() -> api(profile, cluster, address, answer));
        CertificateSighting certificate = certificate(address, answer);
        WayIn way = api.get();
        certificate = onceMore(certificate, way.api(), answer);
        return new Observation(
                WorkflowClock.now(),
                cluster,
                certificate,
                way.api(),
                hub.get(),
                null,
                way.authorityNotAfter(),
                List.of());
    }

    /** Looks again where the API answers: the address is reachable, so one connection that broke off says nothing. */
    private static CertificateSighting onceMore(CertificateSighting seen, ApiSighting api, Duration answer) {
        if (seen.certificate() == null && api.answers()) {
            return certificate(seen.address(), answer);
        }
        return seen;
    }

    /** What can be seen of a cluster that is being created: the hub is not there yet. */
    public static Observation evidence(ClusterProfile profile, ClusterUuid uuid) {
        Duration answer = profile.policy().deadlines().request();
        CloudSighting cloud = cloud(profile, uuid, answer);
        CloudCluster cluster = cloud.cluster();
        String address = KnownAddress.ofAny(cluster);
        if (cluster == null || address == null) {
            return withoutAddress(cloud, null);
        }
        CertificateSighting certificate = certificate(address, answer);
        WayIn way = wayIn(profile, cluster, address, certificate, answer);
        return new Observation(
                WorkflowClock.now(), cluster, certificate, way.api(), null, null, way.authorityNotAfter(), List.of());
    }

    /** Where nothing is served, no API answers either, and a question would cost the history a dozen events. */
    private static WayIn wayIn(
            ClusterProfile profile,
            CloudCluster cluster,
            String address,
            CertificateSighting certificate,
            Duration answer) {
        if (certificate.certificate() == null) {
            return new WayIn(ApiSighting.failing(certificate.detail(), null), null);
        }
        return api(profile, cluster, address, answer);
    }

    private static Observation withoutAddress(CloudSighting cloud, @Nullable HubSighting hub) {
        CertificateSighting none = noAddress(cloud);
        return Observation.fromOnePath(
                WorkflowClock.now(), cloud.cluster(), none, ApiSighting.failing(none.detail(), null), hub);
    }

    /** What is known of a certificate for which there is no address to look at. */
    public static CertificateSighting noAddress(CloudSighting cloud) {
        String why = cloud.cluster() == null ? cloud.detail() : KnownAddress.NONE_YET;
        return CertificateSighting.none("(no address)", why);
    }

    /**
     * One observation of a cluster to which we have a way in, and whose hub has just been proven or passed over: what is
     * known is not asked again.
     */
    public static Observation lookAgain(ClusterProfile profile, ClusterUuid uuid, Connection connection) {
        Duration answer = profile.policy().deadlines().request();
        Promise<ApiSighting> api = Async.function(() -> orNoWayIn(() -> nodes(profile, connection, answer)));
        Promise<CertificateSighting> certificate = Async.function(() -> certificate(connection.apiAddress(), answer));
        CloudSighting cloud = cloud(profile, uuid, answer);
        ApiSighting answered = api.get();
        CertificateSighting served = onceMore(certificate.get(), answered, answer);
        return Observation.fromOnePath(WorkflowClock.now(), cloud.cluster(), served, answered, null);
    }

    /** The certificate that is served at an address. */
    public static CertificateSighting certificate(String address, Duration answer) {
        return ActivityStubs.remote(TlsActivities.class, "Look at the certificate that " + address + " serves", answer)
                .look(new Endpoint(address));
    }

    /** What came of asking the API, and when the authority ends by which it was asked. */
    private record WayIn(ApiSighting api, @Nullable Instant authorityNotAfter) {}

    /** A way into a cluster, through a client certificate that Magnum signs. */
    public static Connection connect(ClusterProfile profile, CloudCluster cluster, String address) {
        return connect(profile, cluster, address, false);
    }

    /**
     * A way into a cluster.
     *
     * @param again whether a new certificate is signed though the one that is kept is still valid
     */
    public static Connection connect(ClusterProfile profile, CloudCluster cluster, String address, boolean again) {
        return ActivityStubs.remote(
                        AccessActivities.class,
                        "Have Magnum sign a client certificate",
                        profile.policy().deadlines().request())
                .connect(
                        new ConnectRequest(profile.inCloud(), cluster.identity().uuid(), address, again));
    }

    /**
     * What Magnum says of a cluster.
     *
     * @param uuid a certain cluster, or null for the one that the fleet file names
     */
    public static CloudSighting cloud(ClusterInCloud cluster, @Nullable ClusterUuid uuid, Duration answer) {
        return ActivityStubs.remote(MagnumActivities.class, "Ask Magnum for " + cluster.magnum(), answer)
                .observe(new CloudTarget(cluster, uuid));
    }

    /** The same of the cluster that a profile is about. */
    public static CloudSighting cloud(ClusterProfile profile, @Nullable ClusterUuid uuid, Duration answer) {
        return cloud(profile.inCloud(), uuid, answer);
    }

    private static WayIn api(ClusterProfile profile, CloudCluster cluster, String address, Duration answer) {
        Connection[] connected = new Connection[1];
        ApiSighting api = orNoWayIn(() -> {
            connected[0] = connect(profile, cluster, address);
            return nodes(profile, connected[0], answer);
        });
        return new WayIn(api, connected[0] == null ? null : connected[0].authorityNotAfter());
    }

    public static ApiSighting nodes(ClusterProfile profile, Connection connection, Duration answer) {
        return ActivityStubs.remote(KubernetesActivities.class, "Ask the Kubernetes API for its nodes", answer)
                .look(new KubernetesTarget(profile.cluster(), connection.kubeconfig()));
    }

    /** No access is a finding, not an error. */
    private static ApiSighting orNoWayIn(Func<ApiSighting> look) {
        try {
            return look.apply();
        } catch (ActivityFailure failure) {
            return ApiSighting.failing(
                    "There is no way in: " + ActivityFailures.lastSeen(failure),
                    ActivityFailures.isOtherAuthority(failure) ? ApiTrouble.OTHER_AUTHORITY : null);
        }
    }

    private static @Nullable HubSighting hub(ClusterProfile profile, Duration answer) {
        if (!profile.verification().namesAHub()) {
            return null;
        }
        return ActivityStubs.remote(HubActivities.class, "Ask the hub whether it is well", answer)
                .look(new HubTarget(
                        profile.cluster(),
                        profile.verification(),
                        profile.policy().pollEvery()));
    }
}
