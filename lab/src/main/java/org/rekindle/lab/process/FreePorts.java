// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/**
 * Hands out loopback ports below the range from which systems take the ports of outgoing connections: an address is
 * promised long before a server listens on it, and nothing else may slip in between.
 */
public final class FreePorts {
    private static final int LOWEST = 16_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 500;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** All that were handed out in this process. */
    private static final Set<Integer> TAKEN = new HashSet<>();

    private FreePorts() {}

    /**
     * Takes a port on which nothing listens.
     *
     * @throws ProcessFailure when none was found
     */
    public static synchronized int take() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = LOWEST + RANDOM.nextInt(HIGHEST - LOWEST);
            if (!TAKEN.contains(port) && isFree(port)) {
                TAKEN.add(port);
                return port;
            }
        }
        throw new ProcessFailure("no free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST);
    }

    /** Gives a port back. */
    public static synchronized void giveBack(int port) {
        TAKEN.remove(port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
