// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;

/**
 * Where an endpoint listens.
 *
 * @param host a name, or an address without brackets
 */
record TlsAddress(String host, int port) {

    /**
     * Reads it.
     *
     * @throws NoHttpAddress when it is no https address of a host
     */
    static TlsAddress of(String text) throws NoHttpAddress {
        HttpAddress address = HttpAddress.of(text.strip());
        if (!address.isTls()) {
            throw new NoHttpAddress("it is no https address", "give it as https://host:port");
        }
        return new TlsAddress(address.host(), address.port());
    }
}
