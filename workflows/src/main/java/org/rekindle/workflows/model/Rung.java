// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A template to build from, and whether its chart and Kubernetes version fit together.
 *
 * @param chartVersion the chart that would really be used, the driver's default where the template names none
 * @param why one sentence
 * @param basis what the answer rests on
 * @param certainty how sure it is; {@code UNKNOWN} always goes with {@code fits} being false
 * @param warnings what speaks against it without forbidding it, one sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rung(
        Template template,
        String kubernetesVersion,
        String chartVersion,
        boolean fits,
        String why,
        Basis basis,
        Certainty certainty,
        List<String> warnings) {

    /** What an older history does not tell is not known. */
    public Rung {
        basis = basis == null ? Basis.NOTHING : basis;
        certainty = certainty == null ? Certainty.UNKNOWN : certainty;
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
