// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Upgrades that work, that are refused and that never end. */
class UpgradeTest {

    private static final Duration YOUNG = Duration.ofDays(300);
    private static final Duration EXPIRED = Duration.ofDays(365).plusHours(1);

    @Test
    void aHopOfOneMinorRollsTheMachinesAndRenewsTheCertificates() throws Exception {
        try (SmallCloud small = SmallCloud.start(world -> world.cluster(SmallCloud.cluster("hub", YOUNG)))) {
            Instant before = small.cloud.clusters().get(0).certificatesIssuedAt();

            assertThat(small.upgrade("hub", "1.32").status()).isEqualTo(202);
            assertThat(small.operator.cluster("hub").path("status").asText()).isEqualTo("UPDATE_IN_PROGRESS");
            JsonNode cluster = small.awaitStatus("hub", "UPDATE_COMPLETE");

            assertThat(cluster.path("coe_version").asText()).isEqualTo("v1.32.1");
            assertThat(small.machines.log()).contains("roll hub v1.32.1");
            assertThat(small.cloud.clusters().get(0).certificatesIssuedAt()).isAfter(before.plus(YOUNG.minusDays(1)));
        }
    }

    @Test
    void afterExpiryItHangsAndTheWorkersAreLostAtOnce() throws Exception {
        try (SmallCloud small = SmallCloud.start(world -> world.cluster(SmallCloud.cluster("hub", EXPIRED)))) {
            assertThat(small.upgrade("hub", "1.32").status()).isEqualTo(202);
            Awaitility.await().until(() -> small.machines.log().contains("lose workers of hub"));
            small.awaitACreationsTime();

            JsonNode cluster = small.operator.cluster("hub");
            assertThat(cluster.path("status").asText()).isEqualTo("UPDATE_IN_PROGRESS");
            assertThat(cluster.path("health_status").asText()).isEqualTo("UNHEALTHY");
            assertThat(cluster.path("health_status_reason").toString()).doesNotContainIgnoringCase("certificate");
            assertThat(small.cloud.clusters().get(0).templateName()).isEqualTo("1.32");
            assertThat(small.machines.log()).noneMatch(entry -> entry.startsWith("roll"));
            assertThat(small.upgrade("hub", "1.32").status()).isEqualTo(400);
        }
    }

    @Test
    void aSkippedMinorFailsAfterTheTemplateHasMovedAndTheWorkersAreLost() throws Exception {
        try (SmallCloud small = SmallCloud.start(world -> world.cluster(SmallCloud.cluster("hub", YOUNG)))) {
            Login.Answer answer = small.upgrade("hub", "1.33");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.error()).contains("cannot update Kubernetes version from v1.31.0 to v1.33.2");
            JsonNode cluster = small.operator.cluster("hub");
            assertThat(cluster.path("status").asText()).isEqualTo("UPDATE_FAILED");
            assertThat(cluster.path("faults").has("default-worker")).isTrue();
            assertThat(small.cloud.clusters().get(0).templateName()).isEqualTo("1.33");
            Awaitility.await().until(() -> small.machines.log().contains("lose workers of hub"));
            assertThat(small.cloud.mutations().carriedOut(Mutation.Kind.UPGRADE))
                    .isEqualTo(1);
        }
    }

    @Test
    void outOfAFailedUpgradeLeadsANewCredential() throws Exception {
        try (SmallCloud small = SmallCloud.start(world -> world.cluster(SmallCloud.cluster("hub", YOUNG)))) {
            small.upgrade("hub", "1.33");
            assertThat(small.upgrade("hub", "1.32").status()).isEqualTo(400);
            small.resize("hub", 1);
            small.awaitStatus("hub", "UPDATE_FAILED");

            assertThat(small.operator
                            .magnum("PATCH", "/v1/credentials/hub", null)
                            .status())
                    .isEqualTo(202);
            assertThat(small.operator.cluster("hub").path("status").asText()).isEqualTo("UPDATE_COMPLETE");
            assertThat(small.upgrade("hub", "1.32").status()).isEqualTo(202);
            small.awaitStatus("hub", "UPDATE_COMPLETE");
        }
    }

    @Test
    void aChartThatBreaksTheApiServerStallsTheRoll() throws Exception {
        try (SmallCloud small = SmallCloud.start(world -> world.cluster(SmallCloud.cluster("hub", YOUNG)))) {
            small.upgrade("hub", "1.32");
            small.awaitStatus("hub", "UPDATE_COMPLETE");
            assertThat(small.upgrade("hub", "1.33-no-chart").status()).isEqualTo(202);
            Awaitility.await().until(() -> small.machines.log().contains("lose workers of hub"));
            small.awaitACreationsTime();

            assertThat(small.operator.cluster("hub").path("status").asText()).isEqualTo("UPDATE_IN_PROGRESS");
        }
    }

    @Test
    void theOldStatusStillShowsRightAfterAResizeWasAccepted() throws Exception {
        CloudFixture.Timings slow =
                new CloudFixture.Timings(null, null, null, null, Duration.ofMinutes(10), null, null);
        try (SmallCloud small =
                SmallCloud.start(world -> world.timings(slow).cluster(SmallCloud.cluster("hub", YOUNG)))) {
            assertThat(small.resize("hub", 3).status()).isEqualTo(202);

            JsonNode cluster = small.operator.cluster("hub");
            assertThat(cluster.path("status").asText()).isEqualTo("CREATE_COMPLETE");
            assertThat(cluster.path("node_count").asInt()).isEqualTo(1);
            assertThat(small.awaitStatus("hub", "UPDATE_COMPLETE")
                            .path("node_count")
                            .asInt())
                    .isEqualTo(3);
            assertThat(small.machines.log()).contains("resize hub default-worker 3");
        }
    }

    @Test
    void anExpiredClusterIsUnhealthyWithoutAnyoneTouchingIt() throws Exception {
        try (SmallCloud small = SmallCloud.start(world ->
                world.cluster(SmallCloud.cluster("old", EXPIRED)).cluster(SmallCloud.cluster("young", YOUNG)))) {
            assertThat(small.operator.cluster("old").path("health_status").asText())
                    .isEqualTo("UNHEALTHY");
            assertThat(small.operator.cluster("old").path("status").asText()).isEqualTo("CREATE_COMPLETE");
            assertThat(small.operator.cluster("young").path("health_status").asText())
                    .isEqualTo("HEALTHY");
        }
    }
}
