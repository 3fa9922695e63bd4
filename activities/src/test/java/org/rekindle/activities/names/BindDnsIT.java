// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

/** Dynamic updates against a real BIND. */
final class BindDnsIT extends DynamicUpdatesContract {

    BindDnsIT() {
        super(new BindDns(), "REFUSED");
    }
}
