// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

/**
 * Refuses a request that must wait. The caller sees its class name as the type of the failure; the SDK would replace the type of an
 * {@code ApplicationFailure} that a validator throws.
 */
public final class TeardownMustWait extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TeardownMustWait(String reason) {
        super(reason);
    }
}
