// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.lab.cloud.OpenStackKind;

/** A whole recovery by a real Keystone, Magnum and Cluster API, after which users can work on a real JupyterHub and BinderHub. */
@Tag("real-incident")
final class RealIncidentLabRunIT {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    @Test
    void theWiseWayInARealOpenStackEndsWithTheUsersOfBeforeOnARealHub(@TempDir Path folder) throws Exception {
        RealHubsRun.play("incident-wise", OpenStackKind.REAL, folder, null, LONGEST);
    }
}
