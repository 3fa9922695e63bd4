// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.names;

/**
 * Whether a name leads where it should.
 *
 * @param sentence what was seen, with the cure of what is wrong
 */
public record NameVerdict(State state, String sentence) {

    /** What to do about it. */
    public enum State {
        /** It leads there. */
        RIGHT,
        /** Nothing: a record that was kept, or a copy of the zone, ends by itself. */
        TIME_CURES,
        /** A person must change a record. */
        WRONG
    }
}
