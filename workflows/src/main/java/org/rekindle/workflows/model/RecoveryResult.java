// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param sentence for the operator
 * @param nextExpiry when the certificate that is served now ends, null when none was seen
 * @param report where the report is kept, null when there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecoveryResult(
        String cluster,
        Outcome outcome,
        String sentence,
        @Nullable Instant nextExpiry,
        @Nullable String report) {}
