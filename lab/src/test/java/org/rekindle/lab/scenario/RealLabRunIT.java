// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.HubsKind;

/** A whole recovery in a real Keystone, a real Magnum and the real controllers of Cluster API. */
@Tag("real-openstack")
final class RealLabRunIT {

    private static final Duration LONGEST = Duration.ofMinutes(20);

    @Test
    void theWiseWayEndsWellInARealOpenStack(@TempDir Path folder) throws Exception {
        LabResult result = new LabRun(
                        Scenarios.find("incident-wise"),
                        new LabRun.Settings(OpenStackKind.REAL, HubsKind.SIMULATED, folder, null, null, 1, LONGEST),
                        new Talk(System.out))
                .play();

        assertThat(result.violations()).as(result.toString()).isEmpty();
    }
}
