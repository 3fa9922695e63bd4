// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

/** A control plane did not do what it must; the message ends with what its log said last. */
public final class PlaneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlaneException(String message) {
        super(message);
    }

    PlaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
