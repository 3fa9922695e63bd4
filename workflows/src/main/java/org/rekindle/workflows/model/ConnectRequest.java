// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Asks for a kubeconfig of a Magnum cluster. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectRequest(String cluster, String uuid, String apiAddress) {}
