// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

/** A body is not of the format of its route. The message says what is wrong with it. */
public final class MalformedPayload extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param sentence does not quote what may be secret */
    public MalformedPayload(String sentence) {
        super(sentence);
    }
}
