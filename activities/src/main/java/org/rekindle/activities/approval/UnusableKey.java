// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

/** A public key, or a line of an allowed_signers file, that cannot be used. It never quotes the line, which may be a private key. */
public final class UnusableKey extends Exception {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String cure;

    UnusableKey(String problem, String cure) {
        super(problem + "; " + cure);
        this.problem = problem;
        this.cure = cure;
    }

    /** What is wrong, as the end of a sentence that begins with where the key is. */
    public String problem() {
        return problem;
    }

    /** What to write instead. */
    public String cure() {
        return cure;
    }
}
