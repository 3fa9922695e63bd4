// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** How sure a decision is. */
public enum Certainty {
    /** Seen. */
    CERTAIN,
    /** What was seen is best explained so. */
    LIKELY,
    /** Facts are missing, or contradict each other. */
    UNKNOWN
}
