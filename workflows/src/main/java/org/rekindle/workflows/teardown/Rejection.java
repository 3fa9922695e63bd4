// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import org.jspecify.annotations.Nullable;

/**
 * A plan was rejected.
 *
 * @param by who rejected it, with the key where the person signed
 * @param reason null for none
 */
record Rejection(String by, @Nullable String reason) {

    String sentence() {
        if (reason == null) {
            return "Rejected by " + by + ".";
        }
        return "Rejected by " + by + ": " + reason;
    }
}
