// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param sentence for the operator
 * @param nextExpiry when the certificate that is served now ends, null when none was seen
 * @param report where the report is kept, null when there is none
 * @param notProven the proofs that were not made, each with the reason
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecoveryResult(
        String cluster,
        Outcome outcome,
        String sentence,
        @Nullable Instant nextExpiry,
        @Nullable String report,
        List<NotProven> notProven) {}
