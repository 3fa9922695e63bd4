// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

/** Where a run stands. */
public enum Phase {
    OBSERVING,
    PLANNING,
    UPGRADING,
    RENEWING,
    AWAITING_APPROVAL,
    TEARING_DOWN,
    REBUILDING,
    CONNECTING,
    REDEPLOYING,
    /** The new cluster is proven, and people move names and users to it. */
    SWITCHING_OVER,
    VERIFYING,
    REPORTING,
    /** A step is stuck and waits for retry, skip or abort. */
    AWAITING_OPERATOR,
    ENDED
}
