// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

/** How a run ended. */
public enum Outcome {
    /** Nothing had to be done. */
    HEALTHY,
    /** Upgraded; the certificates are new and nothing was destroyed. */
    RENEWED,
    /** Torn down, built anew, redeployed and proven. */
    RECOVERED,
    /** Only the plan was asked for. */
    PLANNED,
    /** Not a matter of certificates, or no remedy is left: what was seen is in the report. */
    HANDED_TO_HUMAN,
    /** A human said no. */
    REJECTED,
    /** A human ended the run. */
    ABORTED
}
