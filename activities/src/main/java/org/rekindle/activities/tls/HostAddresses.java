// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The addresses of a host in limited time: the system's resolver may take its own, and cannot be given a limit. */
final class HostAddresses {

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    /** There are none; the message is the end of a sentence. */
    static final class Unknown extends Exception {

        private static final long serialVersionUID = 1L;

        private Unknown(String message) {
            super(message);
        }
    }

    private final Names names;
    private final Duration limit;

    HostAddresses(Names names, Duration limit) {
        this.names = names;
        this.limit = limit;
    }

    List<InetAddress> of(String host) throws Unknown {
        FutureTask<List<InetAddress>> asked = new FutureTask<>(() -> names.addresses(host));
        Thread asking = new Thread(asked, "names of " + host);
        asking.setDaemon(true);
        asking.start();
        try {
            return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unknown("DNS does not know " + host + ".");
        } catch (TimeoutException e) {
            throw new Unknown("DNS did not give the address of " + host + " in time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unknown("the look was interrupted.");
        }
    }
}
