// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a survey found.
 *
 * @param leftOut how many clusters were looked at and are not listed, since a result holds 2 MiB at most; healthy ones are
 *     left out first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SurveyResult(List<SurveyEntry> clusters, int leftOut) {

    /** One that lists every cluster. */
    public SurveyResult(List<SurveyEntry> clusters) {
        this(clusters, 0);
    }
}
