// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

/** Dynamic updates against a real Knot DNS. */
final class KnotDnsIT extends DynamicUpdatesContract {

    KnotDnsIT() {
        super(new KnotDns(), "BADKEY");
    }
}
