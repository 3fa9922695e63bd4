// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuild rests on, as it was seen.
 *
 * @param facts null when the cluster that would be deleted is gone or being deleted: then there is nothing left to keep
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RebuildSighting(@Nullable RebuildFacts facts) {}
