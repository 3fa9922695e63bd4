// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.model.Culprit;

/**
 * An upgrade takes the authority from Magnum's books. Where that is another one than the cluster's, as after a rotation that the driver
 * cannot do, new machines get certificates that the others do not trust.
 */
final class SameAuthority implements Rule {

    @Override
    public Stream<Finding> about(Hop hop) {
        return hop.diagnosis().culprit() == Culprit.WRONG_AUTHORITY
                ? Stream.of(new Finding(
                        "same authority",
                        Verdict.REFUSES,
                        "Magnum's books name another authority than the one that has signed what the cluster serves, so new"
                                + " machines would get certificates that the others do not trust.",
                        "Have the operators of the cloud put the books right first."))
                : Stream.empty();
    }
}
