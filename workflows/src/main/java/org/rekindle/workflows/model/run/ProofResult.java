// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What came of one proof.
 *
 * @param proof its name, such as {@code build and launch}
 * @param sentence what was seen, why the proof failed, or which keys of the fleet file ask for it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProofResult(String proof, ProofState state, String sentence) {}
