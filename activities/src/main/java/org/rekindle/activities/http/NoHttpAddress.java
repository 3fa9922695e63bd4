// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.http;

/** A text is no address for an HTTP request. The message quotes at most the host, never a user, a password or a query. */
public final class NoHttpAddress extends Exception {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String cure;

    /** Both without a full stop, and without what is secret. */
    public NoHttpAddress(String problem, String cure) {
        super(problem + "; " + cure + ".");
        this.problem = problem;
        this.cure = cure;
    }

    /** What is wrong, without a full stop; it goes on after "…: ". */
    public String problem() {
        return problem;
    }

    /** What to do about it, without a full stop. */
    public String cure() {
        return cure;
    }
}
