// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

/**
 * Why an activity failed. The code is the failure's type in histories, drives whether it is tried again, and labels the
 * metric.
 */
public enum FailureCode {
    /** The system did not answer, or answered with a passing error. */
    UNAVAILABLE(true),
    /** Not there yet: the next look comes by itself. Not an error. */
    STILL_WAITING(true),
    /** The fleet file knows no such cluster. */
    UNKNOWN_CLUSTER(false),
    /** Credentials are wrong, revoked or lack a role. */
    ACCESS_DENIED(false),
    /** The configuration cannot work, such as a catalogue without Magnum. */
    MISCONFIGURED(false),
    /** Something that must be there is not: a template, a chart, a values file. */
    NOT_FOUND(false),
    /** The name fits more than one thing. */
    AMBIGUOUS(false),
    /** The guard did not let a teardown pass. */
    GUARD_REFUSED(false),
    /** The system refused the request for good. */
    REFUSED(false);

    private final boolean triedAgain;

    FailureCode(boolean triedAgain) {
        this.triedAgain = triedAgain;
    }

    /** Whether trying again by itself may help. */
    public boolean triedAgain() {
        return triedAgain;
    }
}
