// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane.pki;

/** A key or a certificate could not be made, read or written. */
public final class PkiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PkiException(String message, Throwable cause) {
        super(message, cause);
    }

    PkiException(String message) {
        super(message);
    }
}
