// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.activities.TlsActivities;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.CloudTarget;
import org.rekindle.workflows.model.ClusterIdentity;
import org.rekindle.workflows.model.ClusterInCloud;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.CreateRequest;
import org.rekindle.workflows.model.DeleteRequest;
import org.rekindle.workflows.model.Endpoint;
import org.rekindle.workflows.model.FailureCode;
import org.rekindle.workflows.model.Fleet;
import org.rekindle.workflows.model.NodeGroupRequest;
import org.rekindle.workflows.model.RequestOutcome;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.SurveyTarget;
import org.rekindle.workflows.model.SurveyTargets;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.Templates;
import org.rekindle.workflows.model.UpgradePolicy;
import org.rekindle.workflows.model.UpgradeRequest;

/** A fleet that can be looked at, and from which nothing can be asked. */
public final class FakeFleet implements FleetActivities, MagnumActivities, TlsActivities {

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

    @Override
    public SurveyTargets targets(Fleet some) {
        return new SurveyTargets(some.clusters().stream()
                .filter(untilExpiry::containsKey)
                .map(cluster -> SurveyTarget.of(describe(new ClusterRef(cluster))))
                .toList());
    }

    @Override
    public Fleet list() {
        return new Fleet(List.copyOf(untilExpiry.keySet()));
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
                like.releases(),
                like.verification(),
                like.policy(),
                like.compatibility());
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
                                "uuid-of-" + target.cluster().cluster(),
                                target.cluster().cluster(),
                                "stack",
                                Instant.EPOCH),
                        Samples.CURRENT.uuid(),
                        "CREATE_COMPLETE",
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
                "served");
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
