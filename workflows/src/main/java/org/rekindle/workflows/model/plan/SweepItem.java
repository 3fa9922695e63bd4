// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.rekindle.workflows.model.observation.ResourceType;

/**
 * Something that a cluster left, and what a sweep does with it.
 *
 * @param marked whether it carries the cluster's own mark, in the exact form in which the cluster's components write it
 * @param swept whether a sweep deletes it; never without the mark
 * @param why by which mark it is known, or why it stays
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SweepItem(ResourceType type, String id, String name, boolean marked, boolean swept, String why) {}
