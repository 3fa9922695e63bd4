// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something in the cloud that belonged to a cluster.
 *
 * @param type such as {@code load balancer}, {@code floating ip}, {@code volume}
 * @param keptOnDelete for a volume: true when it carries the janitor's keep property
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeftOver(String type, String id, String name, boolean keptOnDelete) {}
