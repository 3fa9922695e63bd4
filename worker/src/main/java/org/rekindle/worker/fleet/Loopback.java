// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The worker's own machine, as its own programs call it. */
public final class Loopback {

    private Loopback() {}

    /** Whether a host is an address of it, or a name that leads to one. */
    public static boolean isNamed(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }
}
