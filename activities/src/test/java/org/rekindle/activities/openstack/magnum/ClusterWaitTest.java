// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.activities.openstack.SettableClock;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome.Failed;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome.Reached;
import org.rekindle.workflows.api.MagnumActivities.AwaitRequest;
import org.rekindle.workflows.api.MagnumActivities.Goal;
import org.rekindle.workflows.model.run.FailureCode;

class ClusterWaitTest {

    private static final Instant CREATED = Instant.parse("2026-11-22T15:45:57Z");
    private static final Instant UPDATED = Instant.parse("2026-11-22T15:46:22Z");

    private final FakeCloud cloud = new FakeCloud("one");
    private final FakeMagnum magnum = new FakeMagnum(cloud);
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    private final SettableClock clock = new SettableClock(CREATED);

    @BeforeEach
    void start() {
        temporal.registerActivitiesImplementations(
                new OpenStackMagnumActivities(Fixtures.clouds(cloud), clock, Duration.ofSeconds(3), Fixtures.byName()));
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void saysWhatItSeesWhileItWaits() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_IN_PROGRESS");
        magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_IN_PROGRESS");

        ApplicationFailure waiting = failure(FailureCode.STILL_WAITING, () -> await(Goal.CREATED, null, null));

        assertThat(waiting.getOriginalMessage())
                .isEqualTo("CREATE_IN_PROGRESS for 41 min, node group core CREATE_IN_PROGRESS");
        assertThat(waiting.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void reachesWhatWasCreated() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");

        assertThat(await(Goal.CREATED, null, null))
                .asInstanceOf(type(Reached.class))
                .extracting(reached -> reached.cluster().identity())
                .isEqualTo(Fixtures.IDENTITY);
    }

    @Test
    void tellsWhyACreateFailed() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_FAILED");
        cluster.put("status_reason", "Flavor m1.tiny does not have enough RAM to run Kubernetes.");
        cluster.putObject("faults").put("default-master", "Error: UPGRADE FAILED: release: already exists");

        assertThat(await(Goal.CREATED, null, null))
                .isEqualTo(new Failed(
                        "CREATE_FAILED",
                        "Flavor m1.tiny does not have enough RAM to run Kubernetes."
                                + " Node group default-master: Error: UPGRADE FAILED: release: already exists"));
    }

    @Test
    void toleratesAClusterThatIsNotThereYetForAMinute() {
        assertThat(failure(FailureCode.STILL_WAITING, () -> await(Goal.CREATED, null, null, Instant.now())))
                .hasMessageContaining("Magnum does not show cluster " + FakeMagnum.UUID + " yet");

        assertThat(await(Goal.CREATED, null, null, Instant.now().plusSeconds(120)))
                .isEqualTo(new Failed("NOT_FOUND", "Magnum knows no cluster " + FakeMagnum.UUID + "."));
        assertThat(await(Goal.UPDATED, null, null, Instant.now())).isInstanceOf(Failed.class);
    }

    @Test
    void anOldCompleteDoesNotCount() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "UPDATE_COMPLETE");

        assertThat(failure(FailureCode.STILL_WAITING, () -> await(Goal.UPDATED, null, UPDATED))
                        .getOriginalMessage())
                .isEqualTo("UPDATE_COMPLETE, last changed 40 min ago, not changed since the request");

        cluster.put("updated_at", "2026-11-22T16:00:00+00:00");
        assertThat(await(Goal.UPDATED, null, UPDATED)).isInstanceOf(Reached.class);
        cluster.put("status", "CREATE_COMPLETE");
        failure(FailureCode.STILL_WAITING, () -> await(Goal.UPDATED, null, UPDATED));
        cluster.put("status", "UPDATE_FAILED").put("status_reason", "helm");
        assertThat(await(Goal.UPDATED, null, UPDATED)).isEqualTo(new Failed("UPDATE_FAILED", "helm"));
    }

    @Test
    void anUpgradeThatWasAlreadyThereNeedsNoNewerChange() {
        magnum.add(FakeMagnum.UUID, "binder", "UPDATE_COMPLETE");

        assertThat(await(Goal.UPDATED, null, null)).isInstanceOf(Reached.class);
    }

    @Test
    void isGoneWhenMagnumKnowsItNoLonger() {
        assertThat(await(Goal.GONE, null, UPDATED)).isEqualTo(new Reached(null));

        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "UPDATE_FAILED");
        cluster.put("updated_at", "2026-11-22T16:00:00+00:00");
        failure(FailureCode.STILL_WAITING, () -> await(Goal.GONE, null, UPDATED));
        cluster.put("status", "DELETE_FAILED").put("status_reason", "network in use");
        assertThat(await(Goal.GONE, null, UPDATED)).isEqualTo(new Failed("DELETE_FAILED", "network in use"));
        failure(FailureCode.STILL_WAITING, () -> await(Goal.GONE, null, Instant.parse("2026-11-22T16:00:00Z")));
    }

    @Test
    void waitsForANodeGroupAndItsCluster() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "UPDATE_IN_PROGRESS");
        ObjectNode group = magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_IN_PROGRESS");
        assertThat(failure(FailureCode.STILL_WAITING, () -> await(Goal.CREATED, "core", null))
                        .getOriginalMessage())
                .isEqualTo("node group core CREATE_IN_PROGRESS, cluster UPDATE_IN_PROGRESS, last changed 40 min ago");

        group.put("status", "CREATE_COMPLETE");
        failure(FailureCode.STILL_WAITING, () -> await(Goal.CREATED, "core", null));

        cluster.put("status", "UPDATE_COMPLETE");
        assertThat(await(Goal.CREATED, "core", null)).isInstanceOf(Reached.class);
    }

    @Test
    void tellsWhyANodeGroupFailed() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "UPDATE_FAILED");
        cluster.putObject("faults").put("core", "helm: another operation is in progress");
        ObjectNode group = magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_FAILED");

        assertThat(await(Goal.CREATED, "core", null))
                .isEqualTo(new Failed("CREATE_FAILED", "Node group core: helm: another operation is in progress"));
        group.put("status", "CREATE_COMPLETE");
        assertThat(await(Goal.CREATED, "core", null)).isInstanceOf(Failed.class);
    }

    @Test
    void toleratesANodeGroupThatIsNotThereYetForAMinute() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");

        failure(FailureCode.STILL_WAITING, () -> await(Goal.CREATED, "core", null, Instant.now()));
        failure(FailureCode.STILL_WAITING, () -> await(Goal.UPDATED, "core", UPDATED, Instant.now()));
        assertThat(await(Goal.UPDATED, "core", null, Instant.now().plusSeconds(120)))
                .isEqualTo(new Failed("NOT_FOUND", "Cluster " + FakeMagnum.UUID + " has no node group core."));
    }

    @ParameterizedTest
    @EnumSource(Goal.class)
    void anOutageIsTriedAgain(Goal goal) {
        cloud.route(
                "GET",
                "/magnum/v1/clusters/([^/]+)",
                request -> FakeCloud.Reply.error(500, "Timed out waiting for a reply"));

        failure(FailureCode.UNAVAILABLE, () -> await(goal, null, null));
    }

    private AwaitOutcome await(Goal goal, @Nullable String nodeGroup, @Nullable Instant known) {
        return await(
                goal, nodeGroup, known, CREATED.plus(Duration.ofMinutes(41)).plusSeconds(20));
    }

    private AwaitOutcome await(Goal goal, @Nullable String nodeGroup, @Nullable Instant known, Instant now) {
        clock.set(now);
        return Fixtures.stub(temporal, MagnumActivities.class)
                .await(new AwaitRequest(Fixtures.DEMO, Fixtures.UUID, goal, nodeGroup, known, Duration.ofSeconds(20)));
    }
}
