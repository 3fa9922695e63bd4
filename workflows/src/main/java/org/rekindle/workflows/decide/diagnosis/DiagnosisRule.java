// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.Optional;
import org.rekindle.workflows.model.plan.Diagnosis;

/** Something that may be the matter. */
interface DiagnosisRule {

    /** The diagnosis when it is so, else empty. */
    Optional<Diagnosis> about(DiagnosisInput input);
}
