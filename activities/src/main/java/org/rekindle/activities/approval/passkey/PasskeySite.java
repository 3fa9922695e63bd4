// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.passkey;

/**
 * The web page for which a passkey signs. The browser says in each signature for which one it was made.
 *
 * @param origin scheme, host and port as browsers write them, such as {@code https://rekindle.example.org}
 * @param domain the host alone, to which the browser binds the passkey
 */
public record PasskeySite(String origin, String domain) {

    /** The site of the pages at this address, which ends with its host or port. */
    public static PasskeySite of(String address) {
        return new PasskeySite(address, address.replaceFirst("^\\w+://", "").replaceFirst(":\\d+$", ""));
    }
}
