// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.Map;

/** Waits until as many nodes of each group are ready as the shape says. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodesWanted(String cluster, String kubeconfig, Map<String, Integer> readyByGroup, Duration pollEvery) {}
