// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.CanceledFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.Workflows;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.api.TeardownRateLimit;
import org.rekindle.workflows.api.VerifyCluster.VerifyRequest;
import org.rekindle.workflows.fakes.FakeFleet;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.NodeSighting;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.ratelimit.FleetSighting;
import org.rekindle.workflows.model.ratelimit.RunEnd;
import org.rekindle.workflows.model.ratelimit.TeardownRateLimitState;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.VerifyView;

/**
 * Records histories for {@link ReplayTest}. It is not among the tests that run by themselves (its name does not end in
 * Test). For a release:
 *
 * <pre>mvn -pl workflows test -Dtest=RecordHistories -Drelease=0.2.0</pre>
 *
 * What is already there is not written over: runs that an older release began must still be replayed by this one.
 */
final class RecordHistories {

    private static final String RELEASE = System.getProperty("release", "0.1.0");
    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void incident() throws IOException {
        bed.world(Samples.policy(UpgradePolicy.ALWAYS, TemplatePolicy.AS_LISTED), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        record("recover", "incident");
    }

    @Test
    void incidentWise() throws IOException {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        record("recover", "incident-wise");
    }

    @Test
    void stuckAndResolved() throws IOException {
        bed.world(Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)), AN_HOUR_AGO);
        bed.cloud().failWaitsOnceCreatedWith(FailureCode.ACCESS_DENIED);
        bed.cluster().imageAlreadyThere = true;
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        bed.cloud().failWaitsWith(null);
        run.resolve(new Resolve("rebuild", Resolution.RETRY, "bob"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("build and launch", Resolution.SKIP, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.REBUILT_NOT_PROVEN);
        record("recover", "stuck-and-resolved");
    }

    @Test
    void volumesProtected() throws IOException {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "homes", false));
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-late", "scratch", false));
        bed.approve(run, "bob");
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        record("recover", "volumes-protected");
    }

    @Test
    void cancelled() throws IOException {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        WorkflowStub.fromTyped(run).cancel("enough");
        assertThatThrownBy(() -> result(run)).hasCauseInstanceOf(CanceledFailure.class);
        record("recover", "cancelled");
    }

    @Test
    void renewedInItsWindow() throws IOException {
        bed.world(
                Samples.withWindows(
                        Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING),
                        Samples.window(bed.clock(), Duration.ofHours(20), Duration.ofHours(22))),
                Duration.ofDays(14));
        RotateCertificates run = bed.rotate(request("survey-fleet"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RENEWED);
        record("rotate", "renewed-in-its-window");
    }

    @Test
    void verifiedAndNotProven() throws IOException {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), Duration.ofDays(200));
        bed.cluster().imageAlreadyThere = true;
        String id = Identifiers.verification(Samples.CLUSTER);
        VerifyView view = bed.startRaw("VerifyCluster", id, new VerifyRequest(Samples.CLUSTER))
                .getResult(VerifyView.class);
        assertThat(view.proven()).isFalse();
        record("verify", "not-proven", bed.history(id));
    }

    @Test
    void renewedInPlace() throws IOException {
        bed.world(
                Samples.withMachines(
                        Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING))),
                AN_HOUR_AGO);
        assertThat(result(bed.start(request("alice"))).outcome()).isEqualTo(Outcome.RENEWED);
        record("recover", "renewed-in-place");
    }

    @Test
    void climbedTheLadder() throws IOException {
        bed.world(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING), Duration.ofDays(14));
        assertThat(result(bed.start(request("alice"))).outcome()).isEqualTo(Outcome.RENEWED);
        record("recover", "climbed-the-ladder");
    }

    @Test
    void rebuiltBeside() throws IOException {
        bed.world(Samples.rebuildingBeside(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)), AN_HOUR_AGO);
        bed.cloud().limitInstances(8);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("switch over", Resolution.RETRY, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        record("recover", "rebuilt-beside");
    }

    @Test
    void takenDegraded() throws IOException {
        bed.world(Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)), AN_HOUR_AGO);
        bed.cloud().keepFromComingUp(Samples.FITTING);
        bed.cluster().nodes = List.of(new NodeSighting("worker-0", "default-worker", true, "v1.33.2"));
        assertThat(result(bed.start(request("alice"))).outcome()).isEqualTo(Outcome.RECOVERED);
        record("recover", "taken-degraded");
    }

    @Test
    void freshClientCertificate() throws IOException {
        bed.world(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING), Duration.ofDays(200));
        bed.cluster().clientRefused = true;
        assertThat(result(bed.start(request("alice"))).outcome()).isEqualTo(Outcome.RENEWED);
        record("recover", "fresh-client-certificate");
    }

    @Test
    void mixedFleet() throws IOException {
        bed.fleet(new FakeFleet(bed.clock())
                .with("healthy", Duration.ofDays(200))
                .with("expiring", Duration.ofDays(14))
                .with("expired", AN_HOUR_AGO)
                .withBroken("locked", FailureCode.ACCESS_DENIED)
                .withBroken("silent", FailureCode.UNAVAILABLE)
                .with("being-recovered", AN_HOUR_AGO)
                .with("being-rotated", Duration.ofDays(3)));
        bed.start(new RecoverRequest("being-recovered", "manual", "alice", false, null));
        bed.rotate(new RecoverRequest("being-rotated", "manual", "alice", false, null));
        assertThat(bed.survey("mixed").clusters())
                .extracting(SurveyEntry::started)
                .containsExactly(null, "RotateCertificates", "RecoverCluster", null, null, null, null);
        record("survey", "mixed-fleet", bed.history(TestBed.surveyId("mixed")));
    }

    @Test
    void twoTeardowns() throws IOException {
        Workflows.register(bed.worker());
        bed.environment().start();
        TeardownRateLimit rateLimit = bed.client()
                .newWorkflowStub(
                        TeardownRateLimit.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(Identifiers.TASK_QUEUE)
                                .setWorkflowId(Identifiers.TEARDOWN_RATE_LIMIT)
                                .build());
        WorkflowClient.start(rateLimit::limit, TeardownRateLimitState.EMPTY);
        assertThat(rateLimit.ask(Samples.teardownRequest("one", 12)).isGranted())
                .isTrue();
        assertThat(rateLimit.ask(Samples.teardownRequest("two", 12)).isGranted())
                .isFalse();
        rateLimit.seen(new FleetSighting(List.of("two"), List.of("three")));
        rateLimit.ended(new RunEnd("one", "run-of-one", true));
        assertThat(rateLimit.ask(Samples.teardownRequest("two", 12)).isGranted())
                .isTrue();
        record("teardown-rate-limit", "two-teardowns", bed.history(Identifiers.TEARDOWN_RATE_LIMIT));
    }

    @Test
    void redeployedByEveryKindOfStep() throws IOException {
        bed.world(
                Samples.withEveryKindOfStep(
                        Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING))),
                Duration.ofDays(200));
        RecoverCluster run = bed.redeploy(new RedeployRequest(Samples.CLUSTER, true, "alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("deploy names", Resolution.RETRY, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.REDEPLOYED);
        record("redeploy", "every-kind-of-step");
    }

    private void record(String workflow, String scenario) throws IOException {
        record(workflow, scenario, bed.history());
    }

    private static void record(String workflow, String scenario, WorkflowExecutionHistory history) throws IOException {
        Path file = Histories.of(workflow, scenario, RELEASE);
        assertThat(file).as("a recorded history is never written over").doesNotExist();
        Files.createDirectories(file.getParent());
        Files.writeString(file, history.toJson(true) + "\n");
    }
}
