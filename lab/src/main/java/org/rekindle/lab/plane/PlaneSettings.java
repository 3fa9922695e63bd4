// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.autoscaler.AutoscalerSettings;

/**
 * How the lab's machines behave. All times are real: a scenario that runs faster than life divides before.
 *
 * @param folder where each cluster gets a folder of its own; removed with the cluster
 * @param binaries the programs
 * @param managementNamespace the namespace of the clusters in the management cluster, {@code magnum-<project id>}
 * @param machineReplacedEvery how long a control plane that never answers is kept before its machine is replaced (about
 *     an hour in life)
 * @param deadline how long a start may take before it is a fault of the lab
 * @param autoscaler how fast the autoscalers work
 * @param realNodes where pods really run; null where kwok plays all nodes
 */
public record PlaneSettings(
        Path folder,
        PlaneBinaries binaries,
        String managementNamespace,
        Duration machineReplacedEvery,
        Duration deadline,
        AutoscalerSettings autoscaler,
        @Nullable RealNodes realNodes) {}
