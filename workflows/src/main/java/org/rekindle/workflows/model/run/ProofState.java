// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

/** How a proof ended. */
public enum ProofState {
    PROVEN,
    FAILED,
    /** The fleet file does not ask for it. */
    NOT_CONFIGURED
}
