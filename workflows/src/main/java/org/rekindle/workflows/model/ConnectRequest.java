// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Asks for a kubeconfig of a Magnum cluster.
 *
 * @param anew whether a new one is made even where the one that is kept is still good
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectRequest(ClusterInCloud cluster, String uuid, String apiAddress, boolean anew) {}
