// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A cluster's Kubernetes API, through a kubeconfig in the secret store. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KubernetesTarget(String cluster, String kubeconfig) {}
