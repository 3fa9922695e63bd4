// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way by SSH to the machines of a cluster's control plane.
 *
 * @param user such as {@code ubuntu}; must be root, or be let use {@code sudo} without a password
 * @param key the file of the private key on the worker's machine; its contents never travel
 * @param controlPlanes every machine of the control plane
 * @param jump the machine by which the others are reached, null when they are reached directly
 * @param kubernetesFolder where kubeadm keeps its files there, {@code /etc/kubernetes} as a rule
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MachineAccess(
        String user,
        String key,
        List<SshMachine> controlPlanes,
        @Nullable SshMachine jump,
        String kubernetesFolder) {}
