// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import java.util.Optional;
import org.rekindle.workflows.model.Remedy;

/** One remedy. */
interface Option {

    Remedy remedy();

    /** Why it is not for this case, in a sentence; empty when it is. */
    Optional<String> objection(Facts facts);

    /** Why it is for this case, in a sentence. */
    String because(Facts facts);
}
