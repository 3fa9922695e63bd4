// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.FakeCloud.Reply;
import org.rekindle.activities.openstack.FakeCloud.Request;
import org.rekindle.activities.openstack.Fixtures;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.api.InventoryActivities.Protection;
import org.rekindle.workflows.model.observation.LeftOver;

/** The keep property is set where it is missing, and believed only when it is seen. */
class VolumeProtectionTest {

    private static final String KEEP = "janitor.capi.azimuth-cloud.com/keep";
    private static final String MARK = "cinder.csi.openstack.org/cluster";
    private static final String STACK = Fixtures.IDENTITY.stackId();

    private final FakeCloud cloud = new FakeCloud("one");
    private final Map<String, Map<String, String>> volumes = new LinkedHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Set<String> deaf = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void start() {
        volumes.put("v-1", new LinkedHashMap<>(Map.of(MARK, STACK)));
        volumes.put("v-2", new LinkedHashMap<>(Map.of(MARK, STACK, KEEP, "true")));
        volumes.put("v-3", new LinkedHashMap<>(Map.of(MARK, STACK, KEEP, "false")));
        volumes.put("v-4", new LinkedHashMap<>(Map.of(MARK, "another-aaaaaaaaaaaa")));
        cloud.lists("volumev3", "cinderv3", "/volume/v3/project-1");
        cloud.route(
                "GET",
                "/volume/v3/project-1/volumes/detail",
                request -> Reply.of(
                        200,
                        Map.of(
                                "volumes",
                                volumes.entrySet().stream()
                                        .map(volume -> Map.of(
                                                "id", volume.getKey(),
                                                "name", "pvc-" + volume.getKey(),
                                                "metadata", volume.getValue()))
                                        .toList())));
        cloud.route("POST", "/volume/v3/project-1/volumes/([^/]+)/metadata", this::describe);
    }

    private Reply describe(Request request) {
        String volume = request.parts().get(0);
        if (refusals.containsKey(volume)) {
            return Reply.error(refusals.get(volume), "No.");
        }
        if (!deaf.contains(volume)) {
            request.asked()
                    .json()
                    .path("metadata")
                    .properties()
                    .forEach(entry -> volumes.get(volume)
                            .put(entry.getKey(), entry.getValue().asText()));
        }
        return Reply.of(200, Map.of("metadata", volumes.get(volume)));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void setsItWhereItIsMissingAndNowhereElse() {
        Protection protection = protect();

        assertThat(protection.notSet()).isEmpty();
        assertThat(protection.seen().found()).hasSize(3).allMatch(LeftOver::keptOnDelete);
        assertThat(posted()).containsExactly("v-1", "v-3");
        assertThat(volumes.get("v-1")).as("the mark stays").containsEntry(MARK, STACK);
        assertThat(volumes.get("v-4")).as("another cluster's").doesNotContainKey(KEEP);
    }

    @Test
    void askedAgainItSetsNothing() {
        protect();
        cloud.asked.clear();

        assertThat(protect().seen().found()).allMatch(LeftOver::keptOnDelete);
        assertThat(posted()).isEmpty();
    }

    @Test
    void aPassingFailureIsTriedAgainAndWhatWasSetIsNotSetAgain() {
        refusals.put("v-3", 503);
        assertThatThrownBy(this::protect)
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo("UNAVAILABLE"))
                .hasMessageContaining("request req-");
        refusals.clear();
        cloud.asked.clear();

        assertThat(protect().seen().found()).allMatch(LeftOver::keptOnDelete);
        assertThat(posted()).containsExactly("v-3");
    }

    @Test
    void aVolumeThatRefusesIsSaidAndKeepsNoOtherFromBeingProtected() {
        refusals.put("v-1", 403);

        Protection protection = protect();

        assertThat(protection.notSet())
                .singleElement()
                .asString()
                .contains("pvc-v-1, UUID v-1", "No.", "HTTP 403, request req-");
        assertThat(protection.seen().found())
                .filteredOn(volume -> !volume.keptOnDelete())
                .extracting(LeftOver::id)
                .containsExactly("v-1");
        assertThat(posted()).containsExactly("v-1", "v-3");
    }

    @Test
    void anAnswerIsNotBelievedThatTheVolumeDoesNotShow() {
        deaf.add("v-1");

        assertThat(protect().seen().found())
                .filteredOn(volume -> !volume.keptOnDelete())
                .extracting(LeftOver::id)
                .containsExactly("v-1");
    }

    private Protection protect() {
        return new OpenStackInventoryActivities(Fixtures.clouds(cloud))
                .protect(new ClusterIdentityOf(Fixtures.DEMO, Fixtures.IDENTITY));
    }

    private List<String> posted() {
        return cloud.asked("POST").stream()
                .map(asked -> asked.path().replaceAll(".*/volumes/|/metadata", ""))
                .toList();
    }
}
