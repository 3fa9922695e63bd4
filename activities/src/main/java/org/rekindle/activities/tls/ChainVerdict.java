// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

/**
 * Whether a browser takes what is served under a name.
 *
 * @param sentence what was seen, with the cure of what is wrong
 */
record ChainVerdict(State state, String sentence) {

    /** What to do about it. */
    enum State {
        /** A browser takes it. */
        TRUSTED,
        /** Time may cure it: an issuance is under way, or nothing answers yet. */
        NOT_YET,
        /** A person must act. */
        REFUSED
    }
}
