// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.proxy.Exchange;
import org.rekindle.lab.proxy.NetworkFault;
import org.rekindle.lab.proxy.Operation;
import org.rekindle.workflows.model.run.Outcome;

/** An invariant that cannot fail proves nothing. */
final class DisturbedInvariantsTest {

    @Test
    void aRebuildEndsWithAnotherClusterAndEverythingElseWithTheSame() {
        assertThat(DisturbedInvariants.rightCluster(Outcome.REBUILT_NOT_PROVEN, true))
                .contains("The cluster is still the old one.");
        assertThat(DisturbedInvariants.rightCluster(Outcome.RENEWED_NOT_PROVEN, false))
                .contains("The cluster is another one.");
        assertThat(DisturbedInvariants.rightCluster(Outcome.REBUILT_NOT_PROVEN, false))
                .isEmpty();
        assertThat(DisturbedInvariants.rightCluster(Outcome.RENEWED_NOT_PROVEN, true))
                .isEmpty();
    }

    @Test
    void theClusterOfTheEndIsLeftAloneAndNothingOfAnother() {
        Map<String, String> one = Map.of("new", "CREATE_COMPLETE");

        assertThat(DisturbedInvariants.oneCluster(one, Set.of("new"), "new")).isEmpty();
        assertThat(DisturbedInvariants.oneCluster(one, Set.of("new", "old"), "new"))
                .containsExactly(
                        "Something exists of the clusters " + Set.of("new", "old") + ", but Magnum lists [new]");
        assertThat(DisturbedInvariants.oneCluster(one, Set.of("new"), "old"))
                .containsExactly("The cluster that the run ended with is not there.");
        assertThat(DisturbedInvariants.oneCluster(Map.of(), Set.of(), null)).hasSize(2);
    }

    @Test
    void whatIsCarriedOutTwiceForOneIntentIsNamed() {
        assertThat(DisturbedInvariants.carriedOutTwice(List.of(create("run-1", null, 202), create("run-1", null, 202))))
                .singleElement()
                .asString()
                .startsWith("Carried out 2 times: create /v1/clusters hub run-1");
    }

    @Test
    void anotherTryOrARefusalOrWhatTheNetworkSentTwiceIsNot() {
        assertThat(DisturbedInvariants.carriedOutTwice(List.of(create("run-1", null, 202), create("run-2", null, 202))))
                .isEmpty();
        assertThat(DisturbedInvariants.carriedOutTwice(List.of(create("run-1", null, 409), create("run-1", null, 202))))
                .isEmpty();
        assertThat(DisturbedInvariants.carriedOutTwice(
                        List.of(create("run-1", NetworkFault.LATE, 202), create("run-1", null, 202))))
                .isEmpty();
    }

    private static Exchange create(String mark, @Nullable NetworkFault trouble, int answer) {
        String body = "{\"name\":\"hub\",\"labels\":{\"rekindle_run\":\"" + mark + "\"}}";
        return new Exchange(Operation.CREATE, 1, "/v1/clusters", body, trouble, List.of(answer));
    }
}
