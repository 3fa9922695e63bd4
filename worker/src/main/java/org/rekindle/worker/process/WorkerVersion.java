// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;

/**
 * The version of a worker among several that work side by side, as Temporal's Worker Versioning knows it.
 *
 * @param deployment the name that all versions share, such as {@code rekindle}
 * @param buildId the release
 */
public record WorkerVersion(String deployment, String buildId) {

    /** Runs stay with the version that started them, unless their class says otherwise. */
    WorkerDeploymentOptions options() {
        return WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(new WorkerDeploymentVersion(deployment, buildId))
                .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                .build();
    }
}
