// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

/** What is to be done. */
public enum Remedy {
    NOTHING,
    /** An upgrade rolls every machine, and new machines have new certificates. */
    UPGRADE,
    /** Tear down and build anew. */
    REBUILD,
    /** Not ours to mend: a human gets what was seen. */
    HAND_TO_HUMAN
}
