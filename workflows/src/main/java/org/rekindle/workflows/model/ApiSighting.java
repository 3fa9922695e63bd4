// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Whether the Kubernetes API answers with our own credentials, verified against the cluster's own authority.
 *
 * @param detail one sentence: what went wrong, or what was seen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiSighting(boolean answers, String detail, List<NodeSighting> nodes) {}
