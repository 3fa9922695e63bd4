// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

/** The records of a name were left as they are, and repeating does not help. */
final class RecordsLeft extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /** @param sentence what stands in the way, and the cure */
    RecordsLeft(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What stands in the way, and the cure. */
    String sentence() {
        return sentence;
    }
}
