// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the matter, and how we know.
 *
 * @param daysLeft whole days until the served certificate ends, negative when it has ended, null when it was not seen
 * @param sentence for the operator
 * @param facts what it rests on, one sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Diagnosis(Condition condition, @Nullable Long daysLeft, String sentence, List<String> facts) {}
