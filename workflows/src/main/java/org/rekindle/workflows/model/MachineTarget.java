// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * One machine of a cluster's control plane.
 *
 * @param cluster the cluster's id in the fleet file
 * @param machine one of {@link MachineAccess#controlPlanes()}
 * @param renewBefore what ends within this time is renewed with what has ended
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineTarget(String cluster, MachineAccess access, SshMachine machine, Duration renewBefore) {}
