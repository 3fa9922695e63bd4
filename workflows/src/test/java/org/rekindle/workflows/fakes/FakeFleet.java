// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.DeadManActivities;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.FleetActivities;
import org.rekindle.workflows.api.FleetActivities.ClusterRef;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.api.FleetActivities.SurveyTargets;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.MagnumActivities.CloudTarget;
import org.rekindle.workflows.api.MagnumActivities.CreateRequest;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.api.MagnumActivities.NodeGroupRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.api.MagnumActivities.Templates;
import org.rekindle.workflows.api.MagnumActivities.UpgradeRequest;
import org.rekindle.workflows.api.TlsActivities;
import org.rekindle.workflows.api.TlsActivities.Endpoint;
import org.rekindle.workflows.model.fleet.ClusterInCloud;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.SurveyTarget;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.policy.TeardownLimits;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;

/** A fleet that can be looked at, and from which nothing can be asked. */
public final class FakeFleet implements FleetActivities, MagnumActivities, TlsActivities, DeadManActivities {

    private final List<SurveyEnd> reported = new CopyOnWriteArrayList<>();
    private volatile boolean deadMan;
    private volatile @Nullable FailureCode deadManFailure;

    private volatile @Nullable Audience audience;
    private final Clock clock;
    private final Map<String, Duration> untilExpiry = new LinkedHashMap<>();
    private final Map<String, FailureCode> broken = new LinkedHashMap<>();
    private final Map<String, @Nullable String> addresses = new LinkedHashMap<>();

    public FakeFleet(Clock clock) {
        this.clock = clock;
    }

    /** A cluster whose certificate ends in a while (or, negative, has ended). */
    public FakeFleet with(String cluster, Duration until) {
        untilExpiry.put(cluster, until);
        return this;
    }

    /** A cluster whose cloud only ever says this. */
    public FakeFleet withBroken(String cluster, FailureCode code) {
        untilExpiry.put(cluster, Duration.ZERO);
        broken.put(cluster, code);
        return this;
    }

    /** A cluster of which Magnum tells this address, or none. */
    public FakeFleet withAddress(String cluster, @Nullable String address) {
        untilExpiry.put(cluster, Duration.ZERO);
        addresses.put(cluster, address);
        return this;
    }

    /** People are told about every cluster. */
    public FakeFleet telling(Audience people) {
        audience = people;
        return this;
    }

    /** A dead man's switch elsewhere gets a report of each survey. */
    public FakeFleet reporting() {
        deadMan = true;
        return this;
    }

    /** The same, and it only ever says this. */
    public FakeFleet reportingInVain(FailureCode code) {
        deadManFailure = code;
        return reporting();
    }

    /** What was reported to it. */
    public List<SurveyEnd> reported() {
        return List.copyOf(reported);
    }

    @Override
    public void report(SurveyEnd end) {
        FailureCode code = deadManFailure;
        if (code != null) {
            throw Failures.of(code, "The dead man's switch takes nothing.");
        }
        reported.add(end);
    }

    @Override
    public SurveyTargets targets(Fleet some) {
        return new SurveyTargets(some.clusters().stream()
                .filter(untilExpiry::containsKey)
                .map(cluster -> SurveyTarget.of(describe(new ClusterRef(cluster))))
                .toList());
    }

    @Override
    public Fleet list() {
        return new Fleet(List.copyOf(untilExpiry.keySet()), deadMan);
    }

    @Override
    public ClusterProfile describe(ClusterRef cluster) {
        ClusterProfile like = Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING));
        return new ClusterProfile(
                cluster.cluster(),
                like.cloud(),
                cluster.cluster(),
                like.shape(),
                like.templates(),
                like.handOff(),
                like.deploy(),
                like.verification(),
                like.policy(),
                like.compatibility(),
                null,
                null,
                TeardownLimits.USUAL,
                null,
                audience);
    }

    @Override
    public CloudSighting observe(CloudTarget target) {
        FailureCode code = broken.get(target.cluster().cluster());
        if (code != null) {
            throw Failures.of(code, "The cloud of " + target.cluster().cluster() + " does not let us in.");
        }
        return new CloudSighting(
                new CloudCluster(
                        new ClusterIdentity(
                                Samples.clusterUuid(target.cluster().cluster()),
                                target.cluster().cluster(),
                                "stack",
                                Instant.EPOCH),
                        Samples.CURRENT.uuid(),
                        ClusterStatus.of("CREATE_COMPLETE"),
                        null,
                        null,
                        Map.of(),
                        addresses.getOrDefault(
                                target.cluster().cluster(), target.cluster().cluster()),
                        "v1.31.0",
                        Samples.shape(),
                        null,
                        null),
                "one cluster");
    }

    @Override
    public CertificateSighting look(Endpoint endpoint) {
        Duration until = untilExpiry.getOrDefault(endpoint.address(), Duration.ZERO);
        Instant ends = clock.instant().plus(until);
        return new CertificateSighting(
                endpoint.address(),
                new ServedCertificate("CN=a", List.of(), "CN=b", ends.minus(Duration.ofDays(365)), ends, "ab"),
                "served",
                null,
                List.of());
    }

    @Override
    public Templates listTemplates(ClusterInCloud cluster) {
        throw notOfASurvey();
    }

    @Override
    public RequestOutcome requestCreate(CreateRequest request) {
        throw notOfASurvey();
    }

    @Override
    public RequestOutcome requestNodeGroup(NodeGroupRequest request) {
        throw notOfASurvey();
    }

    @Override
    public RequestOutcome requestUpgrade(UpgradeRequest request) {
        throw notOfASurvey();
    }

    @Override
    public RequestOutcome requestDelete(DeleteRequest request) {
        throw notOfASurvey();
    }

    @Override
    public AwaitOutcome await(AwaitRequest request) {
        throw notOfASurvey();
    }

    private static RuntimeException notOfASurvey() {
        return new UnsupportedOperationException("a survey only looks");
    }
}
