// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.io.IOException;

/** A way in which a sender of alerts shows who it is. */
public interface Authenticity {

    /**
     * A request that is its sender's own.
     *
     * @param delivery what its sender calls this delivery, and has signed; empty when it does not
     */
    record Verified(AlertRequest request, String delivery) {}

    /**
     * Looks at the headers, before anything of the body is read.
     *
     * @throws Unauthenticated when they show nothing, or something wrong
     */
    void check(AlertRequest request);

    /** Whether the headers alone prove nothing: the body is signed. */
    default boolean needsBody() {
        return false;
    }

    /**
     * Does what is left to do after {@link #check}.
     *
     * @throws Unauthenticated when the body is not signed as the headers say
     * @throws IOException when the body does not arrive whole
     */
    default Verified verify(AlertRequest request) throws IOException {
        return new Verified(request, "");
    }
}
