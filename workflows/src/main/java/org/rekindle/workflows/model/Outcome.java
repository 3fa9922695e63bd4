// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

/** How a run ended. */
public enum Outcome {
    /** Nothing had to be done. */
    HEALTHY,
    /** Upgraded; the certificates are new and nothing was destroyed. */
    RENEWED,
    /** The certificates are new and nothing was destroyed, but that users can work is not proven: the result says why. */
    RENEWED_NOT_PROVEN,
    /** Torn down, built anew, redeployed and proven. */
    RECOVERED,
    /** Built anew, but that users can work is not proven: a proof was passed over, or the fleet file asks for none. */
    REBUILT_NOT_PROVEN,
    /** Only the plan was asked for. */
    PLANNED,
    /** Not a matter of certificates, or no remedy is left: what was seen is in the report. */
    HANDED_TO_HUMAN,
    /** A human said no. */
    REJECTED,
    /** A human ended the run. */
    ABORTED;

    /** Whether the certificates are new. */
    public boolean mended() {
        return switch (this) {
            case RENEWED, RENEWED_NOT_PROVEN, RECOVERED, REBUILT_NOT_PROVEN -> true;
            case HEALTHY, PLANNED, HANDED_TO_HUMAN, REJECTED, ABORTED -> false;
        };
    }

    /** Whether something was mended and nobody knows that users can work. */
    public boolean lacksProof() {
        return this == RENEWED_NOT_PROVEN || this == REBUILT_NOT_PROVEN;
    }
}
