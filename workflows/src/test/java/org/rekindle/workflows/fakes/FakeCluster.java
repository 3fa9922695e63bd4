// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.AccessActivities;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.HelmActivities;
import org.rekindle.workflows.activities.HubActivities;
import org.rekindle.workflows.activities.KubernetesActivities;
import org.rekindle.workflows.activities.ReportActivities;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.ApiTrouble;
import org.rekindle.workflows.model.BuildProof;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.ConnectRequest;
import org.rekindle.workflows.model.Connection;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Fleet;
import org.rekindle.workflows.model.HubSighting;
import org.rekindle.workflows.model.HubTarget;
import org.rekindle.workflows.model.KubernetesTarget;
import org.rekindle.workflows.model.NodeSighting;
import org.rekindle.workflows.model.NodesWanted;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.PastTimesOf;
import org.rekindle.workflows.model.PodsWanted;
import org.rekindle.workflows.model.Rebuilt;
import org.rekindle.workflows.model.ReleaseCheck;
import org.rekindle.workflows.model.ReleaseChecks;
import org.rekindle.workflows.model.ReleaseOutcome;
import org.rekindle.workflows.model.ReleaseRequest;
import org.rekindle.workflows.model.ReleasesToCheck;
import org.rekindle.workflows.model.ReportKept;
import org.rekindle.workflows.model.ReportRequest;
import org.rekindle.workflows.model.ScaleUpProof;
import org.rekindle.workflows.model.ScaleUpRequest;
import org.rekindle.workflows.model.SurveyTarget;
import org.rekindle.workflows.model.SurveyTargets;

/** What lies inside a cluster and around the worker, all well unless a test says otherwise. */
public final class FakeCluster
        implements FleetActivities,
                AccessActivities,
                KubernetesActivities,
                HelmActivities,
                HubActivities,
                ReportActivities {

    private static final String KUBECONFIG = "kubeconfig/";

    public final List<String> deployed = new CopyOnWriteArrayList<>();
    /** The Kubernetes versions for which the releases were rendered, in turn. */
    public final List<String> checked = new CopyOnWriteArrayList<>();
    /** Why no release renders; null while all do. */
    public volatile @Nullable String releaseFault;

    public final List<Rebuilt> remembered = new CopyOnWriteArrayList<>();
    public final Map<String, String> reports = new ConcurrentHashMap<>();
    public volatile boolean imageAlreadyThere;
    public volatile boolean apiAnswers = true;
    /** What the fleet file says; a test may edit it while a run is under way. */
    public volatile ClusterProfile profile;

    public volatile @Nullable Instant authorityEnds;
    public volatile List<NodeSighting> nodes = List.of();
    /** Until a certificate is made anew. */
    public volatile boolean clientRefused;

    public volatile PastTimes past = PastTimes.NONE;
    private final Predicate<String> isExpired;
    private volatile @Nullable FailureCode reportsFail;

    /** A cluster that says so where the certificate of the cluster of a UUID has ended. */
    public FakeCluster(ClusterProfile profile, Predicate<String> isExpired) {
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
        clientRefused &= !request.anew();
        return new Connection(
                KUBECONFIG + request.uuid(),
                request.apiAddress(),
                Instant.EPOCH.plus(Duration.ofDays(30_000)),
                authorityEnds);
    }

    @Override
    public ApiSighting look(KubernetesTarget target) {
        if (isExpired.test(target.kubeconfig().substring(KUBECONFIG.length()))) {
            return new ApiSighting(false, "certificate has expired", List.of(), ApiTrouble.SERVER_CERTIFICATE_EXPIRED);
        }
        return clientRefused
                ? new ApiSighting(false, "401 Unauthorized", List.of(), ApiTrouble.CLIENT_REFUSED)
                : new ApiSighting(apiAnswers, apiAnswers ? "3 nodes" : "connection refused", nodes);
    }

    @Override
    public ApiSighting awaitNodes(NodesWanted wanted) {
        return new ApiSighting(true, wanted.readyByGroup().keySet() + " ready", List.of());
    }

    @Override
    public ApiSighting awaitPods(PodsWanted wanted) {
        return new ApiSighting(true, "all pods ready", List.of());
    }

    @Override
    public ScaleUpProof proveScaleUp(ScaleUpRequest request) {
        return new ScaleUpProof(true, "node-2", List.of("A pod that did not fit made node-2."));
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
    public BuildProof proveBuild(HubTarget target) {
        return imageAlreadyThere
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
