// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Audience;

/**
 * What a survey needs to know of a cluster.
 *
 * @param renewBefore a certificate that ends within this is renewed
 * @param request how long a cloud may take to answer
 * @param audience who is told about the cluster, null when no one is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SurveyTarget(
        ClusterInCloud cluster,
        Duration renewBefore,
        Duration request,
        @Nullable Audience audience) {

    /** What a profile says of it. */
    public static SurveyTarget of(ClusterProfile profile) {
        return new SurveyTarget(
                profile.inCloud(),
                profile.policy().renewBefore(),
                profile.policy().deadlines().request(),
                profile.audience());
    }
}
