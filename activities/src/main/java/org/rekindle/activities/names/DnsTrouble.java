// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

/** A DNS server gave no answer that counts. */
final class DnsTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    /** @param why the end of a sentence */
    DnsTrouble(String why) {
        super(why);
        this.why = why;
    }

    /** The end of a sentence. */
    String why() {
        return why;
    }
}
