// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * Asks for one node more by a pod that does not fit.
 *
 * @param mark makes the pod's name this run's own
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScaleUpRequest(String cluster, String kubeconfig, String nodeGroup, String mark, Duration pollEvery) {}
