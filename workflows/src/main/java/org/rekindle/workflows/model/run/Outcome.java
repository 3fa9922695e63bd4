// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

/** How a run ended. */
public enum Outcome {
    /** Nothing had to be done. */
    HEALTHY,
    /** Upgraded; the certificates are new and nothing was destroyed. */
    RENEWED,
    /** The certificates are new and nothing was destroyed, but that users can work is not proven: the result says why. */
    RENEWED_NOT_PROVEN,
    /** Torn down, rebuilt, redeployed and proven. */
    RECOVERED,
    /** Rebuilt, but that users can work is not proven: a proof was passed over, or the fleet file asks for no cell in some hub. */
    REBUILT_NOT_PROVEN,
    /** The deploy steps were carried out on the cluster that stood, and users can work. */
    REDEPLOYED,
    /** The deploy steps were carried out on the cluster that stood, but that users can work is not proven. */
    REDEPLOYED_NOT_PROVEN,
    /** Only the plan was asked for. */
    PLANNED,
    /** Not a matter of certificates, or no remedy is left: what was seen is in the report. */
    HANDED_TO_HUMAN,
    /** A human said no. */
    REJECTED,
    /** A human ended the run. */
    ABORTED;

    /** Whether nothing is left to be done. */
    public boolean isGood() {
        return switch (this) {
            case HEALTHY, RENEWED, RECOVERED, REDEPLOYED, PLANNED -> true;
            case RENEWED_NOT_PROVEN, REBUILT_NOT_PROVEN, REDEPLOYED_NOT_PROVEN, HANDED_TO_HUMAN, REJECTED, ABORTED ->
                false;
        };
    }

    /** Whether the certificates are new. */
    public boolean renewed() {
        return switch (this) {
            case RENEWED, RENEWED_NOT_PROVEN, RECOVERED, REBUILT_NOT_PROVEN -> true;
            case HEALTHY, REDEPLOYED, REDEPLOYED_NOT_PROVEN, PLANNED, HANDED_TO_HUMAN, REJECTED, ABORTED -> false;
        };
    }

    /** Whether the work is done and it is not proven that users can work. */
    public boolean lacksProof() {
        return this == RENEWED_NOT_PROVEN || this == REBUILT_NOT_PROVEN || this == REDEPLOYED_NOT_PROVEN;
    }
}
