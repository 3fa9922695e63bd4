// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Something that a cluster left, and what a sweep does with it.
 *
 * @param type as in {@link LeftOver}
 * @param marked whether it carries the cluster's own mark, in the exact form in which the cluster's components write it
 * @param swept whether a sweep deletes it; never without the mark
 * @param why by which mark it is known, or why it stays
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SweepItem(String type, String id, String name, boolean marked, boolean swept, String why) {}
