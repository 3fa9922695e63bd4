// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a pod that did not fit made a new node.
 *
 * @param newNode name of the node it came to run on
 * @param sentences what was seen, in order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScaleUpProof(boolean proven, @Nullable String newNode, List<String> sentences) {}
