// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.WayIn;

final class StandingTableTest {

    @Test
    void realHubsAreOpenedByTheProxyThatIsNamed() {
        Standing standing = standing(new WayIn("http://127.0.0.1:17000", "/lab/acme-root.crt"));

        assertThat(StandingTable.of(standing).toString())
                .contains("HTTP proxy", "http://127.0.0.1:17000", "authority", "/lab/acme-root.crt");
        assertThat(StandingTable.howToOpen(standing).orElseThrow())
                .contains("--proxy-server=http://127.0.0.1:17000")
                .endsWith(" https://binder.lab.example/");
    }

    @Test
    void simulatedHubsAreOpenedByTheirAddressesAlone() {
        assertThat(StandingTable.of(standing(null)).toString()).doesNotContain("proxy");
        assertThat(StandingTable.howToOpen(standing(null))).isEmpty();
    }

    private static Standing standing(@Nullable WayIn wayIn) {
        return new Standing(
                1,
                "incident",
                OpenStackKind.SIMULATED,
                "http://127.0.0.1:1/identity",
                "http://127.0.0.1:1/magnum",
                "clouds.yaml",
                "fleet.yaml",
                "https://hub.lab.example/",
                "https://binder.lab.example/",
                wayIn);
    }
}
