// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import org.openstack4j.api.exceptions.ConnectionException;

/** Puts into words why a connection failed; the JDK's exceptions often have none. */
final class ConnectionErrors {

    private ConnectionErrors() {}

    /** Whether there was a connection and no whole answer came in time, or not even a connection. */
    static boolean isSilence(ConnectionException e) {
        return e.getCause() instanceof TimeoutException;
    }

    static String of(ConnectionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "its name is not known to DNS.";
            }
            if (cause instanceof HttpTimeoutException) {
                return "it did not answer in time.";
            }
            if (cause instanceof ConnectException) {
                return "the connection was refused.";
            }
        }
        Throwable cause = e.getCause();
        if (cause == null || cause.getMessage() == null) {
            return e.getMessage() + ".";
        }
        return e.getMessage() + " (" + cause.getClass().getSimpleName() + ": " + cause.getMessage() + ").";
    }
}
