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
 * @param noWay whether this machine itself has no way to the address, so that nothing was asked there
 */
record HandshakeResult(List<byte[]> chain, @Nullable String trouble, boolean silent, boolean noWay) {

    static HandshakeResult chain(List<byte[]> chain) {
        return new HandshakeResult(List.copyOf(chain), null, false, false);
    }

    static HandshakeResult trouble(String trouble) {
        return new HandshakeResult(List.of(), trouble, false, false);
    }

    static HandshakeResult silence() {
        return new HandshakeResult(List.of(), "it did not answer in time.", true, false);
    }

    static HandshakeResult noWayThere() {
        return new HandshakeResult(List.of(), "there is no way to the host.", false, true);
    }

    boolean isShown() {
        return !chain.isEmpty();
    }
}
