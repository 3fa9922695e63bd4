// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.cloud.http.JsonFields;

/** What a delete takes along, and what it leaves. */
class DeletionTest {

    private static CloudFixtureBuilder belongings(CloudFixtureBuilder world) {
        return world.cluster(SmallCloud.cluster("hub", Duration.ofDays(1)))
                .volume(new CloudFixture.Volume("home-alice", null, 10, "hub", Map.of(), null))
                .volume(new CloudFixture.Volume(
                        "home-bob", null, 10, "hub", Map.of("janitor.capi.azimuth-cloud.com/keep", "true"), null))
                .volume(new CloudFixture.Volume("elsewhere", null, 10, null, Map.of(), null))
                .loadBalancer(new CloudFixture.LoadBalancer("ingress", null, "10.0.0.5", "hub", null))
                .loadBalancer(new CloudFixture.LoadBalancer("website", null, "10.0.0.6", null, null))
                .floatingIp(new CloudFixture.FloatingIp("203.0.113.7", null, "hub", null))
                .floatingIp(new CloudFixture.FloatingIp("203.0.113.8", "our own", null, null));
    }

    @Test
    void theJanitorTakesVolumesUnlessTheyAreMarked() throws Exception {
        try (SmallCloud small = SmallCloud.start(DeletionTest::belongings)) {
            small.delete("hub");
            small.awaitGone("hub");

            assertThat(small.cloud.volumes()).containsExactlyInAnyOrder("home-bob", "elsewhere");
            assertThat(small.cloud.loadBalancers()).containsExactly("website");
            assertThat(small.operator
                            .service("GET", "/network/v2.0/floatingips", null)
                            .json()
                            .path("floatingips")
                            .findValuesAsText("floating_ip_address"))
                    .containsExactly("203.0.113.8");
            assertThat(small.machines.log()).contains("destroy hub");
        }
    }

    @Test
    void aVolumeCanBeMarkedInTime() throws Exception {
        try (SmallCloud small = SmallCloud.start(DeletionTest::belongings)) {
            String project = small.cloud.clusters().get(0).project();
            JsonNode volumes = small.operator
                    .service("GET", "/volume/v3/" + project + "/volumes/detail", null)
                    .json()
                    .path("volumes");
            JsonNode alices = volumes.get(0);
            assertThat(alices.path("metadata")
                            .path("cinder.csi.openstack.org/cluster")
                            .asText())
                    .isEqualTo(small.cloud.clusters().get(0).stackId());

            Login.Answer marked = small.operator.service(
                    "POST",
                    "/volume/v3/" + project + "/volumes/" + alices.path("id").asText() + "/metadata",
                    JsonFields.of("metadata", JsonFields.of("janitor.capi.azimuth-cloud.com/keep", "true")));
            small.delete("hub");
            small.awaitGone("hub");

            assertThat(marked.json().path("metadata")).hasSize(2);
            assertThat(small.cloud.volumes()).contains("home-alice");
            assertThat(small.cloud.mutations().carriedOut(Mutation.Kind.VOLUME_CHANGE))
                    .isEqualTo(1);
        }
    }

    @Test
    void aClusterCanBeDeletedTwiceAndIsThenNotFound() throws Exception {
        try (SmallCloud small = SmallCloud.start(DeletionTest::belongings)) {
            assertThat(small.delete("hub").status()).isEqualTo(204);
            assertThat(small.delete("hub").status()).isEqualTo(204);
            small.awaitGone("hub");

            assertThat(small.delete("hub").status()).isEqualTo(404);
            assertThat(small.cloud.mutations().carriedOut(Mutation.Kind.DELETE)).isEqualTo(2);
            assertThat(small.cloud.mutations().refused()).containsEntry(Mutation.Kind.DELETE, 1);
            assertThat(small.machines.log()).containsOnlyOnce("destroy hub");
        }
    }

    @Test
    void theOperatorOfTheCloudCannotRemoveATemplateThatIsUsed() throws Exception {
        try (SmallCloud small = SmallCloud.start(DeletionTest::belongings)) {
            small.cloud.removeTemplate("1.33");

            assertThat(small.create("new", "1.33").status()).isEqualTo(404);
            assertThatThrownBy(() -> small.cloud.removeTemplate("1.31"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("1.31 is used by a cluster");
        }
    }
}
