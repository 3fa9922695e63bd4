// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.proxy.Operation;
import org.rekindle.lab.proxy.Passage;
import org.rekindle.lab.proxy.Trouble;

/** An invariant that cannot fail proves nothing. */
final class InvariantsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void aRebuildEndsWithAnotherClusterAndEverythingElseWithTheSame() {
        assertThat(Invariants.rightCluster(Errand.REBUILD, true)).contains("The cluster is still the old one.");
        assertThat(Invariants.rightCluster(Errand.RENEW, false)).contains("The cluster is another one.");
        assertThat(Invariants.rightCluster(Errand.REBUILD, false)).isEmpty();
        assertThat(Invariants.rightCluster(Errand.RENEW, true)).isEmpty();
    }

    @Test
    void aDeleteNeedsLeaveThatWasGivenBeforeForThatVeryCluster() {
        List<Human.Leave> leave = List.of(new Human.Leave(NOON, "hash", "old"));

        assertThat(Invariants.deletedWithoutLeave(List.of(deleted("old", NOON.plusSeconds(1))), leave))
                .isEmpty();
        assertThat(Invariants.deletedWithoutLeave(List.of(deleted("old", NOON.minusSeconds(1))), leave))
                .containsExactly("Cluster old was deleted without leave.");
        assertThat(Invariants.deletedWithoutLeave(List.of(deleted("another", NOON.plusSeconds(1))), leave))
                .hasSize(1);
        assertThat(Invariants.deletedWithoutLeave(List.of(deleted("old", NOON)), List.of()))
                .hasSize(1);
    }

    @Test
    void aClusterThatTheRunMadeUnderLeaveMayBeDeleted() {
        Mutation created = mutation(Mutation.Kind.CREATE, "own", NOON.plusSeconds(1));
        List<Human.Leave> leave = List.of(new Human.Leave(NOON, "hash", "old"));

        assertThat(Invariants.deletedWithoutLeave(List.of(created, deleted("own", NOON.plusSeconds(2))), leave))
                .isEmpty();
    }

    @Test
    void whatIsCarriedOutTwiceForOneIntentIsNamed() {
        assertThat(Invariants.carriedOutTwice(List.of(create("run-1", null, 202), create("run-1", null, 202))))
                .singleElement()
                .asString()
                .startsWith("Carried out 2 times: create /v1/clusters hub run-1");
    }

    @Test
    void anotherTryOrARefusalOrWhatTheNetworkSentTwiceIsNot() {
        assertThat(Invariants.carriedOutTwice(List.of(create("run-1", null, 202), create("run-2", null, 202))))
                .isEmpty();
        assertThat(Invariants.carriedOutTwice(List.of(create("run-1", null, 409), create("run-1", null, 202))))
                .isEmpty();
        assertThat(Invariants.carriedOutTwice(List.of(create("run-1", Trouble.LATE, 202), create("run-1", null, 202))))
                .isEmpty();
    }

    private static Passage create(String mark, @Nullable Trouble trouble, int answer) {
        String body = "{\"name\":\"hub\",\"labels\":{\"rekindle_run\":\"" + mark + "\"}}";
        return new Passage(Operation.CREATE, 1, "/v1/clusters", body, trouble, List.of(answer));
    }

    private static Mutation deleted(String uuid, Instant at) {
        return mutation(Mutation.Kind.DELETE, uuid, at);
    }

    private static Mutation mutation(Mutation.Kind kind, String uuid, Instant at) {
        return new Mutation(at, kind, uuid, "hub", 204, "req-1", false);
    }
}
