// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * What a survey needs to know of a cluster.
 *
 * @param renewBefore a certificate that ends within this is renewed
 * @param answer how long a cloud may take to answer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SurveyTarget(ClusterInCloud cluster, Duration renewBefore, Duration answer) {

    /** What a profile says of it. */
    public static SurveyTarget of(ClusterProfile profile) {
        return new SurveyTarget(
                profile.inCloud(),
                profile.policy().renewBefore(),
                profile.policy().deadlines().answer());
    }
}
