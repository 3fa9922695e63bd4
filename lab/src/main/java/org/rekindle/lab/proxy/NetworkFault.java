// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import org.rekindle.workflows.decide.text.Text;

/** What can happen to a request on its way to the cloud, or to the answer on its way back. */
public enum NetworkFault {
    /** The connection is cut before the request reaches the cloud. */
    CUT_BEFORE,
    /** The request is carried out, and the connection cut in place of an answer. */
    CUT_AFTER,
    /** The request takes a while to reach the cloud. */
    SLOW_REQUEST,
    /** The answer takes a while to come back, so what it says may be old. */
    SLOW_ANSWER,
    /** The connection is cut, and the request reaches the cloud all the same, but only later. */
    LATE,
    /** The request reaches the cloud twice, and the answer to one of them comes back. */
    DUPLICATE,
    /** A gateway answers 5xx in place of the cloud, which never sees the request. */
    ERROR_BEFORE,
    /** The request is carried out, and a gateway answers 5xx in place of the cloud. */
    ERROR_AFTER,
    /** Something in between answers 429 and passes nothing on. */
    TOO_MANY;

    /** As people write it. */
    public String words() {
        return Text.constant(name());
    }

    /** Whether the cloud may get the request more often than it was sent, or after its sender has given it up. */
    public boolean multiplies() {
        return this == LATE || this == DUPLICATE;
    }
}
