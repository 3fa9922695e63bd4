// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.AccessActivities;
import org.rekindle.workflows.api.AccessActivities.ConnectRequest;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.CertificateActivities;
import org.rekindle.workflows.api.CommandActivities;
import org.rekindle.workflows.api.CommandActivities.CommandChecks;
import org.rekindle.workflows.api.CommandActivities.CommandOutcome;
import org.rekindle.workflows.api.CommandActivities.CommandRequest;
import org.rekindle.workflows.api.CommandActivities.CommandsToCheck;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.FleetActivities;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.api.FleetActivities.SurveyTargets;
import org.rekindle.workflows.api.HelmActivities;
import org.rekindle.workflows.api.HelmActivities.ReleaseChecks;
import org.rekindle.workflows.api.HelmActivities.ReleaseOutcome;
import org.rekindle.workflows.api.HelmActivities.ReleaseRequest;
import org.rekindle.workflows.api.HelmActivities.ReleasesToCheck;
import org.rekindle.workflows.api.HubActivities;
import org.rekindle.workflows.api.HubActivities.BuildProof;
import org.rekindle.workflows.api.HubActivities.CellProof;
import org.rekindle.workflows.api.HubActivities.CellRequest;
import org.rekindle.workflows.api.HubActivities.HubTarget;
import org.rekindle.workflows.api.KubernetesActivities;
import org.rekindle.workflows.api.KubernetesActivities.KubernetesTarget;
import org.rekindle.workflows.api.KubernetesActivities.NodesWanted;
import org.rekindle.workflows.api.KubernetesActivities.PodsWanted;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpProof;
import org.rekindle.workflows.api.KubernetesActivities.ScaleUpRequest;
import org.rekindle.workflows.api.NamesActivities;
import org.rekindle.workflows.api.RecordActivities;
import org.rekindle.workflows.api.ReportActivities;
import org.rekindle.workflows.api.ReportActivities.PastTimesOf;
import org.rekindle.workflows.api.ReportActivities.Rebuilt;
import org.rekindle.workflows.api.ReportActivities.ReportKept;
import org.rekindle.workflows.api.ReportActivities.ReportRequest;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.SurveyTarget;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.ApiTrouble;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.HubSighting;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.PastTimes;
import org.rekindle.workflows.model.run.ReleaseCheck;

/** What lies inside a cluster and around the worker, all well unless a test says otherwise. */
public final class FakeCluster
        implements FleetActivities,
                AccessActivities,
                KubernetesActivities,
                HelmActivities,
                CommandActivities,
                HubActivities,
                NamesActivities,
                RecordActivities,
                CertificateActivities,
                ReportActivities {

    /** The address of its ingress. */
    public static final String INGRESS = "192.0.2.7";

    private static final String KUBECONFIG = "kubeconfig/";

    /** What was asked of the public certificates. */
    public final List<PublicEndpoints> lookedAt = new CopyOnWriteArrayList<>();

    /** The phases of a build that goes no further; empty where it does. */
    public volatile List<String> stuckIn = List.of();

    /** What the cluster says of pods that do not run; null where it refuses to. */
    public volatile @Nullable List<String> podTroubles = List.of();

    /** What was asked of the public names. */
    public final List<NamesWanted> asked = new CopyOnWriteArrayList<>();
    /** What is wrong with the public names; null while they are right. */
    public volatile @Nullable String nameFault;
    /** What was asked to be set. */
    public final List<RecordsWanted> setting = new CopyOnWriteArrayList<>();
    /** What was tried before anything was destroyed. */
    public final List<RecordsWanted> rehearsed = new CopyOnWriteArrayList<>();
    /** What keeps the records from being set; null where they are set and right at once. */
    public volatile @Nullable String recordFault;
    /** Whether the fleet file of the worker says something else. */
    public volatile boolean refusesRecords;
    /** How the zone's servers take a record that was set. */
    public volatile boolean transfersRecords = true;
    /** What is wrong with the public certificates; null while a browser takes them. */
    public volatile @Nullable String certificateFault;

    public final List<String> deployed = new CopyOnWriteArrayList<>();
    /** The Kubernetes versions for which the releases were rendered, in turn. */
    public final List<String> checked = new CopyOnWriteArrayList<>();
    /** Why no release renders; null while all do. */
    public volatile @Nullable String releaseFault;

    /** The commands that were run, in turn, as {@code deploy hubs}; with the kubeconfig on standard input as {@code hand off sops <}. */
    public final List<String> commanded = new CopyOnWriteArrayList<>();
    /** Why no command can be started; null while all can. */
    public volatile @Nullable String commandFault;
    /** How many runs of commands fail from now on. */
    public final AtomicInteger failingCommands = new AtomicInteger();

    public final List<Rebuilt> remembered = new CopyOnWriteArrayList<>();
    public final Map<String, String> reports = new ConcurrentHashMap<>();
    /** The hubs on which a cell was run. */
    public final List<String> cells = new CopyOnWriteArrayList<>();
    /** Why the autoscaler keeps the node that it has added; null where it does not. */
    public volatile @Nullable String nodeStays;

    public volatile boolean imageAlreadyThere;
    /** What else has an image in the registry. */
    public final List<String> alreadyBuilt = new CopyOnWriteArrayList<>();

    /** Of which reference a command makes a commit, so that it must be built. */
    public volatile @Nullable String commitOf;

    public volatile boolean apiAnswers = true;
    /** What the fleet file says; a test may edit it while a run is under way. */
    public volatile ClusterProfile profile;

    public volatile @Nullable Instant authorityEnds;
    public volatile List<NodeSighting> nodes = List.of();
    /** Until a certificate is made anew. */
    public volatile boolean clientRefused;

    public volatile PastTimes past = PastTimes.NONE;
    private final Predicate<ClusterUuid> isExpired;
    private volatile @Nullable FailureCode reportsFail;

    /** A cluster that says so where the certificate of the cluster of a UUID has ended. */
    public FakeCluster(ClusterProfile profile, Predicate<ClusterUuid> isExpired) {
        this.profile = profile;
        this.isExpired = isExpired;
    }

    /** From now on no report can be kept. */
    public void failReportsWith(FailureCode code) {
        reportsFail = code;
    }

    @Override
    public ClusterProfile describe(ClusterRef cluster) {
        if (!cluster.cluster().equals(profile.cluster())) {
            throw Failures.of(
                    FailureCode.UNKNOWN_CLUSTER, "fleet.yaml knows no cluster \"" + cluster.cluster() + "\".");
        }
        return profile;
    }

    @Override
    public SurveyTargets targets(Fleet some) {
        return new SurveyTargets(some.clusters().stream()
                .map(cluster -> SurveyTarget.of(describe(new ClusterRef(cluster))))
                .toList());
    }

    @Override
    public Fleet list() {
        return new Fleet(List.of(profile.cluster(), "forgotten"));
    }

    @Override
    public Connection connect(ConnectRequest request) {
        clientRefused &= !request.fresh();
        return new Connection(
                KUBECONFIG + request.uuid(),
                request.apiAddress(),
                Instant.EPOCH.plus(Duration.ofDays(30_000)),
                authorityEnds);
    }

    @Override
    public ApiSighting look(KubernetesTarget target) {
        if (isExpired.test(new ClusterUuid(target.kubeconfig().substring(KUBECONFIG.length())))) {
            return ApiSighting.failing("certificate has expired", ApiTrouble.SERVER_CERTIFICATE_EXPIRED);
        }
        return clientRefused
                ? ApiSighting.failing("401 Unauthorized", ApiTrouble.CLIENT_REFUSED)
                : new ApiSighting(apiAnswers, apiAnswers ? "3 nodes" : "connection refused", nodes, null, null);
    }

    @Override
    public ApiSighting awaitNodes(NodesWanted wanted) {
        return ApiSighting.answering(wanted.readyByGroup().keySet() + " ready", List.of());
    }

    @Override
    public ApiSighting awaitPods(PodsWanted wanted) {
        return ApiSighting.answering("all pods ready", List.of());
    }

    @Override
    public ScaleUpProof proveScaleUp(ScaleUpRequest request) {
        return new ScaleUpProof(true, "node-2", List.of("A pod that did not fit made node-2."));
    }

    @Override
    public void awaitNodeGone(NodeToGo node) {
        String why = nodeStays;
        if (why != null) {
            throw Failures.stillWaiting(why, node.pollEvery());
        }
    }

    @Override
    public ReleaseChecks check(ReleasesToCheck asked) {
        checked.add(String.valueOf(asked.kubernetesVersion()));
        String fault = releaseFault;
        return new ReleaseChecks(asked.releases().stream()
                .map(release -> fault == null
                        ? new ReleaseCheck(release.name(), true, "Release " + release.name() + " renders.")
                        : new ReleaseCheck(release.name(), false, "Release " + release.name() + " " + fault))
                .toList());
    }

    @Override
    public CommandChecks check(CommandsToCheck asked) {
        String fault = commandFault;
        return new CommandChecks(asked.commands().stream()
                .map(command -> fault == null
                        ? new ReleaseCheck(command.name(), true, "Command " + command.name() + " can be started.")
                        : new ReleaseCheck(command.name(), false, "Command " + command.name() + " " + fault))
                .toList());
    }

    @Override
    public CommandOutcome run(CommandRequest request) {
        commanded.add(request.step() + (request.onStandardInput() ? " <" : ""));
        if (failingCommands.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return new CommandOutcome(false, "The command " + request.command().name() + " ended with 1 after 2 s.");
        }
        alreadyBuilt.removeIf(spec -> spec.equals(commitOf));
        return new CommandOutcome(true, "The command " + request.command().name() + " ended with 0 after 2 s.");
    }

    @Override
    public ReleaseOutcome ensureRelease(ReleaseRequest request) {
        deployed.add(request.release().name());
        return new ReleaseOutcome(true, "deployed", 1, "installed");
    }

    @Override
    public HubSighting look(HubTarget target) {
        return new HubSighting(true, "ok");
    }

    @Override
    public HubSighting awaitHealthy(HubTarget target) {
        return new HubSighting(true, "ok");
    }

    @Override
    public PodTroubles podTroubles(LabelledPods pods) {
        if (podTroubles == null) {
            throw Failures.of(FailureCode.ACCESS_DENIED, "The Kubernetes API refuses us.");
        }
        return new PodTroubles(podTroubles.stream()
                .map(trouble -> pods.label() + ": " + trouble)
                .toList());
    }

    @Override
    public ServiceAddress awaitAddress(ServiceWanted wanted) {
        return new ServiceAddress(List.of(INGRESS));
    }

    @Override
    public NamesProof prove(NamesWanted wanted) {
        asked.add(wanted);
        return new NamesProof(
                nameFault == null,
                List.of(Objects.requireNonNullElse(nameFault, "The names are right.")),
                wanted.targets());
    }

    @Override
    public NamesProof await(NamesWanted wanted) {
        asked.add(wanted);
        if (nameFault != null) {
            throw Failures.stillWaiting(nameFault, wanted.pollEvery());
        }
        return new NamesProof(true, List.of("The names are right."), wanted.targets());
    }

    @Override
    public RecordsSet set(RecordsWanted wanted) {
        setting.add(wanted);
        String fault = recordFault;
        if (refusesRecords) {
            throw Failures.of(FailureCode.REFUSED, "This worker's fleet file says something else.");
        }
        if (fault != null) {
            return new RecordsSet(List.of(), List.of(fault));
        }
        if (transfersRecords) {
            nameFault = null;
        }
        return new RecordsSet(List.of("hub.example.org is set to " + wanted.addresses() + "."), List.of());
    }

    @Override
    public RecordsSet rehearse(RecordsWanted wanted) {
        rehearsed.add(wanted);
        String fault = recordFault;
        if (refusesRecords) {
            throw Failures.of(FailureCode.REFUSED, "This worker's fleet file says something else.");
        }
        if (fault != null) {
            return new RecordsSet(List.of(), List.of(fault));
        }
        return new RecordsSet(List.of("hub.example.org can be set."), List.of());
    }

    @Override
    public CertificatesProof proveTrusted(PublicEndpoints endpoints) {
        lookedAt.add(endpoints);
        return new CertificatesProof(
                certificateFault == null,
                List.of(Objects.requireNonNullElse(certificateFault, "The certificates are trusted.")));
    }

    @Override
    public CellProof proveCell(CellRequest request) {
        cells.addAll(request.hub().verification().hubUrls());
        return new CellProof(null, "on a new user's server", null);
    }

    @Override
    public BuildProof proveBuild(HubTarget target) {
        if (!stuckIn.isEmpty()) {
            return new BuildProof(false, false, stuckIn, "Time ran out.");
        }
        return imageAlreadyThere
                        || alreadyBuilt.contains(
                                String.valueOf(target.verification().buildSpec()))
                ? new BuildProof(true, false, List.of("built", "launching", "ready"), "the image was already there.")
                : new BuildProof(true, true, List.of("waiting", "building", "built", "launching", "ready"), "launched");
    }

    @Override
    public ReportKept keep(ReportRequest request) {
        FailureCode code = reportsFail;
        if (code != null) {
            throw Failures.of(code, "The disk is full.");
        }
        reports.put(request.name(), request.markdown());
        return new ReportKept("/reports/" + request.name());
    }

    @Override
    public void rebuilt(Rebuilt rebuilt) {
        remembered.add(rebuilt);
    }

    @Override
    public PastTimes times(PastTimesOf cloud) {
        return past;
    }
}
