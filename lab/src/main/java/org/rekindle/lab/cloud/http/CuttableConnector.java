// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A listener on 127.0.0.1 that can be cut off. A connector that stops forgets a connection that was accepted and not yet handed to a
 * selector: it is neither read nor closed, and a client without a time limit waits on it for ever. So the sockets are kept here
 * and closed. No thread of its own accepts, either: Java loses what the kernel has accepted when such a thread is interrupted
 * just then.
 */
final class CuttableConnector extends ServerConnector {

    private static final int NO_ACCEPTORS = 0;
    private static final int AS_MANY_AS_USUAL = -1;

    private final Set<Socket> accepted = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean cut;

    CuttableConnector(Server server, HttpConfiguration http) {
        super(server, NO_ACCEPTORS, AS_MANY_AS_USUAL, new HttpConnectionFactory(http));
        setHost("127.0.0.1");
    }

    /** Refuses connections from now on, and cuts the open ones. */
    void cut() throws Exception {
        synchronized (accepted) {
            cut = true;
        }
        stop();
        synchronized (accepted) {
            for (Socket socket : accepted) {
                socket.close();
            }
            accepted.clear();
        }
    }

    /** Accepts connections again. */
    void reopen() throws Exception {
        synchronized (accepted) {
            cut = false;
        }
        start();
    }

    @Override
    protected void configure(Socket socket) {
        super.configure(socket);
        synchronized (accepted) {
            if (cut) {
                close(socket);
            } else {
                accepted.add(socket);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException("a connection could not be cut", unclosable);
        }
    }
}
