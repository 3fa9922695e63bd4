// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** What is the matter with a cluster. */
public enum Condition {
    HEALTHY,
    /** The served certificate ends within the time in which it should be renewed. */
    EXPIRING,
    EXPIRED,
    NOT_YET_VALID,
    /** Nothing answers at the API endpoint, so its certificate is not known. */
    UNREACHABLE,
    /** Something is wrong, and it is not the certificate. */
    BROKEN_OTHERWISE,
    /** Facts are missing or contradict each other; the diagnosis says what would show it. */
    CANNOT_KNOW
}
