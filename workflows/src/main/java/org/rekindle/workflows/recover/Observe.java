// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.activities.AccessActivities;
import org.rekindle.workflows.activities.HubActivities;
import org.rekindle.workflows.activities.KubernetesActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.decide.KnownAddress;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterInCloud;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.ConnectRequest;
import org.rekindle.workflows.model.Connection;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Endpoint;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.KubernetesTarget;
import org.rekindle.workflows.model.LookAgain;
import org.rekindle.workflows.model.MachineSighting;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.renew.Machines;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.Pause;
import org.rekindle.workflows.run.Steps;
import org.rekindle.workflows.run.World;

/** Looks at a cluster from every side that an outsider has: Magnum, the wire, the Kubernetes API and the hub. */
public final class Observe {

    private Observe() {}

    /** The observation that a run begins with, and what it means, both kept in the journal. */
    public static Observation first(ClusterProfile profile, Journal journal, Steps steps) {
        journal.enter(Phase.OBSERVING, "Look at " + profile.cluster() + " from outside.");
        Observation seen = lookAgain(profile, journal, steps.need("observe", () -> lookDeep(profile)));
        Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
        journal.sawBefore(seen, diagnosis);
        journal.note(diagnosis.sentence());
        return seen;
    }

    /** One observation, with a look into the control plane's machines where the fleet file names a way. */
    private static Observation lookDeep(ClusterProfile profile) {
        Observation seen = look(profile, null);
        return seen.cloud() == null ? seen : withMachines(profile, seen);
    }

    /** What has expired is looked at once more, later and from another place, where the fleet file asks for it. */
    private static Observation lookAgain(ClusterProfile profile, Journal journal, Observation seen) {
        LookAgain again = profile.lookAgain();
        if (again == null || Diagnose.from(seen, profile.policy().renewBefore()).condition() != Condition.EXPIRED) {
            return seen;
        }
        String what = "a second look from " + again.from();
        journal.waitFor(what, again.after());
        Pause.of(again.after(), "Until " + what);
        journal.stopWaiting();
        return with(seen, elsewhere(profile, again, seen.certificate().address()), seen.machines());
    }

    /** That nobody looks from there is something seen as well: it makes the diagnosis doubtful. */
    private static CertificateSighting elsewhere(ClusterProfile profile, LookAgain again, String address) {
        try {
            return World.askFrom(
                            Names.lookFrom(again.from()),
                            TlsActivities.class,
                            "Look from " + again.from() + " at the certificate that " + address + " serves",
                            profile.policy().deadlines().answer())
                    .look(new Endpoint(address));
        } catch (ActivityFailure failure) {
            return new CertificateSighting(
                    address,
                    null,
                    "No worker looked from " + again.from() + " (./rekindle worker --look-from " + again.from()
                            + " starts one there): " + Failing.lastSeen(failure));
        }
    }

    /** The same with a look, now, into the control plane's machines. */
    static Observation withMachines(ClusterProfile profile, Observation seen) {
        return with(seen, seen.elsewhere(), Machines.look(profile));
    }

    /** What was seen from outside alone. */
    static Observation fromOutside(Observation seen) {
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
    public static Observation look(ClusterProfile profile, @Nullable String uuid) {
        Duration answer = profile.policy().deadlines().answer();
        Promise<@Nullable HubSighting> hub = Async.function(() -> hub(profile, answer));
        CloudSighting cloud = cloud(profile, uuid, answer);
        CloudCluster cluster = cloud.cluster();
        String address = cluster == null ? null : KnownAddress.of(cluster).orElse(null);
        if (cluster == null || address == null) {
            return withoutAddress(cloud, hub.get());
        }
        Promise<WayIn> api = Async.function(() -> api(profile, cluster, address, answer));
        CertificateSighting certificate = certificate(address, answer);
        WayIn way = api.get();
        certificate = onceMore(certificate, way.api(), answer);
        return new Observation(
                Journal.now(), cluster, certificate, way.api(), hub.get(), null, way.authorityNotAfter(), List.of());
    }

    /** An API that answers is reachable, so one connection that broke off tells nothing: it is looked at again. */
    private static CertificateSighting onceMore(CertificateSighting seen, ApiSighting api, Duration answer) {
        return seen.certificate() == null && api.answers() ? certificate(seen.address(), answer) : seen;
    }

    /** What there is to see of a cluster that is being created: the hub is not there yet. */
    public static Observation evidence(ClusterProfile profile, String uuid) {
        Duration answer = profile.policy().deadlines().answer();
        CloudSighting cloud = cloud(profile, uuid, answer);
        CloudCluster cluster = cloud.cluster();
        String address = cluster == null ? null : KnownAddress.of(cluster).orElse(null);
        if (cluster == null || address == null) {
            return withoutAddress(cloud, null);
        }
        CertificateSighting certificate = certificate(address, answer);
        // Where nothing is served nobody answers either, and asking would cost the history a dozen events.
        WayIn way = certificate.certificate() == null
                ? new WayIn(new ApiSighting(false, certificate.detail(), List.of()), null)
                : api(profile, cluster, address, answer);
        return new Observation(
                Journal.now(), cluster, certificate, way.api(), null, null, way.authorityNotAfter(), List.of());
    }

    private static Observation withoutAddress(CloudSighting cloud, @Nullable HubSighting hub) {
        CertificateSighting none = noAddress(cloud);
        return new Observation(
                Journal.now(), cloud.cluster(), none, new ApiSighting(false, none.detail(), List.of()), hub);
    }

    /** What is told of a certificate for which there is no address to look at. */
    public static CertificateSighting noAddress(CloudSighting cloud) {
        String why = cloud.cluster() == null ? cloud.detail() : KnownAddress.NONE_YET;
        return new CertificateSighting("(no address)", null, why);
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
        ApiSighting answered = api.get();
        CertificateSighting served = onceMore(certificate.get(), answered, answer);
        return new Observation(Journal.now(), cloud.cluster(), served, answered, null);
    }

    /** The certificate that is served at an address. */
    public static CertificateSighting certificate(String address, Duration answer) {
        return World.ask(TlsActivities.class, "Look at the certificate that " + address + " serves", answer)
                .look(new Endpoint(address));
    }

    /** What came of asking the API, and when the authority ends by which it was asked. */
    private record WayIn(ApiSighting api, @Nullable Instant authorityNotAfter) {}

    /** A way into a cluster, through a client certificate that Magnum signs. */
    public static Connection connect(ClusterProfile profile, CloudCluster cluster, String address) {
        return connect(profile, cluster, address, false);
    }

    /** @param anew whether a new certificate is signed even where the one that is kept still counts */
    static Connection connect(ClusterProfile profile, CloudCluster cluster, String address, boolean anew) {
        return World.ask(
                        AccessActivities.class,
                        "Have Magnum sign a client certificate",
                        profile.policy().deadlines().answer())
                .connect(
                        new ConnectRequest(profile.inCloud(), cluster.identity().uuid(), address, anew));
    }

    /**
     * What Magnum says of a cluster.
     *
     * @param uuid a certain cluster, or null for the one that the fleet file names
     */
    public static CloudSighting cloud(ClusterInCloud cluster, @Nullable String uuid, Duration answer) {
        return World.ask(MagnumActivities.class, "Ask Magnum for " + cluster.magnum(), answer)
                .observe(new CloudTarget(cluster, uuid));
    }

    /** The same of the cluster that a profile is about. */
    public static CloudSighting cloud(ClusterProfile profile, @Nullable String uuid, Duration answer) {
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

    static ApiSighting nodes(ClusterProfile profile, Connection connection, Duration answer) {
        return World.ask(KubernetesActivities.class, "Ask the Kubernetes API for its nodes", answer)
                .look(new KubernetesTarget(profile.cluster(), connection.kubeconfig()));
    }

    /** Having no way in is something seen, not a reason to stop looking. */
    private static ApiSighting orNoWayIn(Func<ApiSighting> look) {
        try {
            return look.apply();
        } catch (ActivityFailure failure) {
            return new ApiSighting(
                    false,
                    "There is no way in: " + Failing.lastSeen(failure),
                    List.of(),
                    Failing.isOtherAuthority(failure) ? ApiTrouble.OTHER_AUTHORITY : null);
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
