// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Asks for a release to be installed or upgraded. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseRequest(String cluster, String kubeconfig, Release release) {}
