// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verification of a cluster: what has been proven, and what has not.
 *
 * @param ended false while proofs are still being made
 * @param proven whether users can work: every proof that the fleet file asks for was made, and in each hub a cell ran
 * @param sentence for people: what is waited for, and at the end what was found
 * @param certificateNotAfter when the served certificate expires; null when none was seen
 * @param proofs in the order in which they were made
 * @param rescue what was copied for a rebuild, a sentence; null when the fleet file asks for no copy, or not yet
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerifyView(
        String cluster,
        boolean ended,
        boolean proven,
        String sentence,
        @Nullable Instant certificateNotAfter,
        List<ProofResult> proofs,
        @Nullable String rescue) {

    /** Keeps the proofs as they are. */
    public VerifyView {
        proofs = List.copyOf(proofs);
    }
}
