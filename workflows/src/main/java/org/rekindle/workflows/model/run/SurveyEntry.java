// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.Diagnosis;

/**
 * What a survey found at one cluster.
 *
 * @param started {@code RotateCertificates}, {@code RecoverCluster}, or null when nothing was started
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SurveyEntry(
        String cluster,
        Diagnosis diagnosis,
        @Nullable Instant notAfter,
        @Nullable String started,
        String sentence) {}
