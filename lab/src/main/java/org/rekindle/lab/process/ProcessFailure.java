// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

/** A program could not be started or stopped. */
public final class ProcessFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProcessFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public ProcessFailure(String message) {
        super(message);
    }
}
