// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has shown.
 *
 * @param chain the certificates in DER, the server's own first; empty when none was shown
 * @param trouble why none was shown, the end of a sentence; null when one was
 * @param silent whether time was what ran out, so that another try would take as long
 */
record Shown(List<byte[]> chain, @Nullable String trouble, boolean silent) {

    static Shown chain(List<byte[]> chain) {
        return new Shown(List.copyOf(chain), null, false);
    }

    static Shown trouble(String trouble) {
        return new Shown(List.of(), trouble, false);
    }

    static Shown silence() {
        return new Shown(List.of(), "it did not answer in time.", true);
    }

    boolean isShown() {
        return !chain.isEmpty();
    }
}
