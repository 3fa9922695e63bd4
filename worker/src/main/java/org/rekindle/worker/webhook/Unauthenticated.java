// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

/** A sender of alerts did not show who it is. The message says what to show. */
public final class Unauthenticated extends RuntimeException {

    /** The scheme of senders that sign the body. */
    public static final String SIGNATURE = "Signature";

    /** The scheme of senders that show a certificate. */
    public static final String CERTIFICATE = "Certificate";

    private static final long serialVersionUID = 1;

    private final String scheme;

    /** @param scheme for the header {@code WWW-Authenticate} */
    public Unauthenticated(String scheme, String sentence) {
        super(sentence);
        this.scheme = scheme;
    }

    String scheme() {
        return scheme;
    }
}
