// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.worker.process.WorkerVersion;
import picocli.CommandLine.Option;

/** Whether the worker is one of several versions that work side by side. */
final class WorkerVersionOptions {

    @Option(
            names = "--deployment",
            paramLabel = "NAME",
            defaultValue = "${env:REKINDLE_DEPLOYMENT}",
            description = {
                "Work as one version of this worker deployment (default: REKINDLE_DEPLOYMENT; without it, no versions).",
                "A run then stays with the version that started it."
            })
    private @Nullable String deployment;

    @Option(
            names = "--build-id",
            paramLabel = "ID",
            defaultValue = "${env:REKINDLE_BUILD_ID}",
            description = "The version within the deployment (default: REKINDLE_BUILD_ID, this release).")
    private @Nullable String buildId;

    /** The version, null when the worker has none. */
    @Nullable
    WorkerVersion version() {
        if (deployment == null || deployment.isBlank()) {
            return null;
        }
        String id = buildId == null || buildId.isBlank() ? Version.release() : buildId;
        if (id == null) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "This build has no release number, which would be its version in the deployment " + deployment
                            + ". Give one with --build-id.");
        }
        return new WorkerVersion(deployment, id);
    }
}
