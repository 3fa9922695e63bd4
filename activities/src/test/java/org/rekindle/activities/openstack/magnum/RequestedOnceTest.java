// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeMagnum;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.MagnumActivities;
import org.rekindle.workflows.api.MagnumActivities.NodeGroupRequest;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome.Accepted;
import org.rekindle.workflows.api.MagnumActivities.RequestOutcome.Refused;
import org.rekindle.workflows.api.MagnumActivities.UpgradeRequest;
import org.rekindle.workflows.model.observation.NodeGroupShape;

/**
 * Requests whose answer is lost: Magnum has done what was asked, but shows it only some looks later. Temporal's own retries
 * are at work here, with its time skipped.
 */
class RequestedOnceTest {

    private static final String QUEUE = "requested-once";
    private static final String TARGET = "9fd95de6-0d21-48fc-b247-d925b4cbcf16";

    private final FakeCloud cloud = new FakeCloud("one");
    private final FakeMagnum magnum = new FakeMagnum(cloud);
    private final AtomicInteger looks = new AtomicInteger();
    private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

    @WorkflowInterface
    public interface Requests {
        @WorkflowMethod
        RequestOutcome ask(String what, long nowMillis);
    }

    public static final class RequestsImpl implements Requests {

        private final MagnumActivities activities = Workflow.newActivityStub(
                MagnumActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(100))
                                .setMaximumAttempts(8)
                                .build())
                        .build());

        @Override
        public RequestOutcome ask(String what, long nowMillis) {
            return switch (what) {
                case "create" -> activities.requestCreate(Fixtures.create());
                case "node group" ->
                    activities.requestNodeGroup(new NodeGroupRequest(
                            Fixtures.DEMO, Fixtures.UUID, new NodeGroupShape("core", "m3.quad", 1, null, null)));
                case "upgrade" ->
                    activities.requestUpgrade(new UpgradeRequest(Fixtures.DEMO, Fixtures.IDENTITY, TARGET));
                case "delete" -> activities.requestDelete(Fixtures.delete(Instant.ofEpochMilli(nowMillis)));
                default -> throw new IllegalArgumentException(what);
            };
        }
    }

    @BeforeEach
    void start() {
        Worker worker = temporal.newWorker(QUEUE);
        worker.registerWorkflowImplementationTypes(RequestsImpl.class);
        worker.registerActivitiesImplementations(new OpenStackMagnumActivities(
                Fixtures.clouds(cloud), Clock.systemUTC(), Duration.ofSeconds(3), Fixtures.byName()));
        temporal.start();
    }

    @AfterEach
    void stop() {
        temporal.close();
        cloud.close();
    }

    @Test
    void aCreateThatShowsLateIsNotPostedAgain() {
        cloud.route("POST", "/magnum/v1/clusters", request -> {
            ObjectNode made = magnum.add(FakeMagnum.UUID, "binder", "CREATE_IN_PROGRESS");
            made.putObject("labels").put("rekindle_run", "run-1");
            magnum.clusters.remove(FakeMagnum.UUID);
            afterLooks(1, "/magnum/v1/clusters", () -> magnum.clusters.put(FakeMagnum.UUID, made));
            return Reply.error(504, "The answer was lost on the way.");
        });

        assertThat(ask("create")).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("POST")).hasSize(1);
    }

    @Test
    void aCreateThatWasReallyLostIsPostedAgainAfterTwoLooks() {
        AtomicInteger posts = new AtomicInteger();
        cloud.route(
                "POST",
                "/magnum/v1/clusters",
                request -> posts.incrementAndGet() < 3
                        ? Reply.error(503, "Later.")
                        : Reply.of(202, Map.of("uuid", FakeMagnum.UUID)));

        assertThat(ask("create")).isEqualTo(new Accepted(Fixtures.UUID, false, null));

        assertThat(cloud.lines().stream().filter(line -> line.endsWith(" /magnum/v1/clusters")))
                .containsExactly(
                        "GET /magnum/v1/clusters",
                        "POST /magnum/v1/clusters",
                        "GET /magnum/v1/clusters",
                        "GET /magnum/v1/clusters",
                        "POST /magnum/v1/clusters",
                        "GET /magnum/v1/clusters",
                        "GET /magnum/v1/clusters",
                        "POST /magnum/v1/clusters");
    }

    @Test
    void aLookThatFailsIsNoLookInVain() {
        AtomicInteger gets = new AtomicInteger();
        cloud.route("GET", "/magnum/v1/clusters", request -> switch (gets.incrementAndGet()) {
            case 2 -> Reply.error(503, "Later.");
            default -> FakeMagnum.list("clusters", List.copyOf(magnum.clusters.values()));
        });
        cloud.route("POST", "/magnum/v1/clusters", request -> {
            if (gets.get() == 1) {
                return Reply.error(504, "Lost.");
            }
            return Reply.of(202, Map.of("uuid", FakeMagnum.UUID));
        });

        assertThat(ask("create")).isInstanceOf(Accepted.class);
        assertThat(gets.get())
                .as("one before the first post, one that failed, two in vain")
                .isEqualTo(4);
    }

    @Test
    void anUpgradeThatShowsLateIsNotPostedAgain() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/actions/upgrade", request -> {
            afterLooks(
                    2,
                    "/magnum/v1/clusters/([^/]+)",
                    () -> cluster.put("cluster_template_id", TARGET).put("status", "UPDATE_IN_PROGRESS"));
            return Reply.error(504, "The answer was lost on the way.");
        });

        assertThat(ask("upgrade")).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("POST")).hasSize(1);
    }

    @Test
    void aNodeGroupThatShowsLateIsNotPostedAgain() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/nodegroups", request -> {
            afterLooks(
                    1,
                    "/magnum/v1/clusters/([^/]+)/nodegroups/([^/]+)",
                    () -> magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_IN_PROGRESS"));
            return Reply.error(504, "The answer was lost on the way.");
        });

        assertThat(ask("node group")).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("POST")).hasSize(1);
    }

    @Test
    void aDeleteThatShowsLateIsNotSentAgain() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("DELETE", "/magnum/v1/clusters/([^/]+)", request -> {
            afterLooks(1, "/magnum/v1/clusters/([^/]+)", () -> cluster.put("status", "DELETE_IN_PROGRESS"));
            return Reply.error(504, "The answer was lost on the way.");
        });

        assertThat(ask("delete")).isEqualTo(new Accepted(Fixtures.UUID, true, null));
        assertThat(cloud.asked("DELETE")).hasSize(1);
    }

    @Test
    void whatARequestThatArrivedLateHasDoneIsNoRefusalOfTheNext() {
        cloud.route("POST", "/magnum/v1/clusters", request -> {
            magnum.add(FakeMagnum.UUID, "binder", "CREATE_IN_PROGRESS")
                    .putObject("labels")
                    .put("rekindle_run", "run-1");
            return Reply.error(403, "Resource limit exceeded: You have reached the maximum clusters per project");
        });
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/nodegroups", request -> {
            magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_IN_PROGRESS");
            return Reply.error(409, "A node group with name core already exists in the cluster binder.");
        });
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/actions/upgrade", request -> {
            magnum.clusters.get(FakeMagnum.UUID).put("cluster_template_id", TARGET);
            return Reply.error(400, "Upgrading a cluster when status is \"UPDATE_IN_PROGRESS\" is not supported");
        });
        cloud.route("DELETE", "/magnum/v1/clusters/([^/]+)", request -> {
            magnum.clusters.get(FakeMagnum.UUID).put("status", "DELETE_IN_PROGRESS");
            return Reply.error(400, "Deleting a cluster that is being deleted is not supported");
        });

        assertThat(List.of(ask("create"), ask("node group"), ask("upgrade"), ask("delete")))
                .allSatisfy(outcome -> assertThat(outcome)
                        .asInstanceOf(InstanceOfAssertFactories.type(Accepted.class))
                        .returns(Fixtures.UUID, Accepted::uuid)
                        .returns(true, Accepted::alreadyThere));
    }

    @Test
    void anUpgradeIsTakenDownWhenOnlyItsSecondCopyIsRefused() {
        ObjectNode cluster = magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/actions/upgrade", request -> {
            cluster.put("cluster_template_id", TARGET).put("status", "UPDATE_IN_PROGRESS");
            return Reply.error(400, "Upgrading a cluster when status is \"UPDATE_IN_PROGRESS\" is not supported.");
        });

        assertThat(ask("upgrade"))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.alreadyThere()).isTrue());
    }

    @Test
    void anUpgradeThatIsRefusedAndDidNotHappenStaysRefused() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route(
                "POST",
                "/magnum/v1/clusters/([^/]+)/actions/upgrade",
                request -> Reply.error(400, "Upgrading is not supported."));

        assertThat(ask("upgrade")).isInstanceOf(Refused.class);
    }

    @Test
    void aNodeGroupIsTakenDownWhenOnlyItsSecondCopyIsRefused() {
        magnum.add(FakeMagnum.UUID, "binder", "CREATE_COMPLETE");
        cloud.route("POST", "/magnum/v1/clusters/([^/]+)/nodegroups", request -> {
            magnum.addNodeGroup(FakeMagnum.UUID, "core", "CREATE_IN_PROGRESS");
            return Reply.error(409, "A node group with name core already exists in the cluster binder.");
        });

        assertThat(ask("node group"))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.alreadyThere()).isTrue());
    }

    /** Lets something show only when it was looked for so many times in vain. */
    private void afterLooks(int inVain, String path, Runnable show) {
        looks.set(0);
        cloud.before("GET", path, () -> {
            if (looks.getAndIncrement() == inVain) {
                show.run();
            }
        });
    }

    private RequestOutcome ask(String what) {
        WorkflowClient client = temporal.getWorkflowClient();
        Requests requests = client.newWorkflowStub(
                Requests.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
        return requests.ask(what, System.currentTimeMillis());
    }
}
