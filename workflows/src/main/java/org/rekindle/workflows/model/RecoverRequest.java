// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Starts a recovery; only {@code cluster} is needed.
 *
 * @param trigger {@code manual} (the default), {@code alert} or {@code survey}
 * @param requestedBy who asked; an approval must come from somebody else
 * @param dryRun true to stop after the plan
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecoverRequest(
        String cluster,
        @Nullable String trigger,
        @Nullable String requestedBy,
        @Nullable Boolean dryRun,
        @Nullable Alert alert) {}
