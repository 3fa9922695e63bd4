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

    private final SecureRandom random = new SecureRandom();
    private final Set<Integer> taken = new HashSet<>();

    /**
     * Takes a port on which nothing listens.
     *
     * @throws ProcessFailure when none was found
     */
    public synchronized int take() {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = LOWEST + random.nextInt(HIGHEST - LOWEST);
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new ProcessFailure("no free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST);
    }

    /** Gives a port back. */
    public synchronized void giveBack(int port) {
        taken.remove(port);
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
