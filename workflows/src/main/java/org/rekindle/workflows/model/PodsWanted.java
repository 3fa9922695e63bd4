// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/** Waits until every Deployment, StatefulSet and DaemonSet of a namespace has its pods ready. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PodsWanted(String cluster, String kubeconfig, String namespace, Duration pollEvery) {}
