// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.plane.RealNodes.Joining;
import org.rekindle.lab.plane.pki.Pki;

final class RealPlaceTest {

    private final KubernetesClient eyes = new KubernetesClientBuilder().build();
    private final OneRealNode machines = new OneRealNode();
    private final RealPlace place = new RealPlace(
            machines,
            name -> new Joining(
                    name,
                    "stack",
                    Path.of("node"),
                    1,
                    "authority",
                    new Pki.Client("a", "b"),
                    new Pki.Client("c", "d"),
                    eyes));

    @AfterEach
    void closeEyes() {
        eyes.close();
    }

    @Test
    void theFirstTwoMachinesOfTheGroupAreReal() {
        assertThat(place.isFreeIn("user")).isFalse();
        assertThat(place.isFreeIn("core")).isTrue();

        place.start("core-1");
        assertThat(place.isFreeIn("core")).isTrue();

        place.start("core-2");
        assertThat(place.isFreeIn("core")).isFalse();
        assertThat(machines.running).containsExactly("core-1", "core-2");
    }

    @Test
    void theSecondMachineEndsAloneAndWithTheFirst() {
        place.start("core-1");
        place.start("core-2");

        place.clear("core-2");
        assertThat(machines.running).containsExactly("core-1");

        place.start("core-3");
        place.clear("core-1");
        assertThat(machines.running).isEmpty();
        assertThat(place.isFreeIn("core")).isTrue();
    }

    @Test
    void theMachineEndsWithItsNodeAndWithNoOther() {
        place.start("core-1");

        place.clear("core-2");
        assertThat(machines.running).containsExactly("core-1");

        place.clear("core-1");
        assertThat(machines.running).isEmpty();
        assertThat(place.isFreeIn("core")).isTrue();
    }

    @Test
    void theMachineEndsWithTheCluster() {
        place.start("core-1");

        place.close();
        place.close();

        assertThat(machines.running).isEmpty();
    }
}
