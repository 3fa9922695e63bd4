// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.model.Certainty;

/** The template's chart and its Kubernetes version fit together; what speaks against it without forbidding it is said. */
final class ChartFits implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        if (hop.to().fits()) {
            return hop.to().warnings().stream()
                    .map(warning ->
                            new Finding("chart fits", Verdict.WARNS, warning, "The proofs after it will tell."));
        }
        return Stream.of(new Finding(
                "chart fits",
                hop.to().certainty() == Certainty.UNKNOWN ? Verdict.CANNOT_KNOW : Verdict.REFUSES,
                hop.to().why(),
                "`./rekindle compat` says which charts fit which version."));
    }
}
