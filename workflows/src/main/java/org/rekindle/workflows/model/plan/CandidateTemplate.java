// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.model.observation.Template;

/**
 * A template to build from, and whether its chart and Kubernetes version fit together.
 *
 * @param chartVersion the chart that would really be used, the driver's default where the template names none
 * @param reasons why it fits or does not
 * @param evidence what the answer rests on
 * @param certainty how sure it is; {@code UNKNOWN} always goes with {@code fits} being false
 * @param warnings what speaks against it without forbidding it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CandidateTemplate(
        Template template,
        String kubernetesVersion,
        String chartVersion,
        boolean fits,
        List<Reason> reasons,
        Evidence evidence,
        Certainty certainty,
        List<Reason> warnings) {

    /** Keeps the lists as they are. */
    public CandidateTemplate {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    /** The same template with one warning more. */
    public CandidateTemplate warned(Reason warning) {
        List<Reason> more = new ArrayList<>(warnings);
        more.add(warning);
        return new CandidateTemplate(
                template, kubernetesVersion, chartVersion, fits, reasons, evidence, certainty, more);
    }
}
