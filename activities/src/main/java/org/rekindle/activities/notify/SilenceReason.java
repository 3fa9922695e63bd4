// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why a service gave no answer, in a few words. They are all ours: an exception may quote a URL. */
final class SilenceReason {

    private SilenceReason() {}

    /** For the end of a sentence. The client wraps several of these into the exception of a refused connection, which comes last. */
    static String of(Throwable e) {
        if (has(e, CertificateExpiredException.class)) {
            return "its certificate has expired";
        }
        if (has(e, UnknownHostException.class, UnresolvedAddressException.class)) {
            return "its name does not resolve";
        }
        if (has(e, HttpTimeoutException.class, SocketTimeoutException.class, TimeoutException.class)) {
            return "it does not answer in time";
        }
        if (has(e, SSLException.class)) {
            return "TLS fails, or its certificate is not trusted or names another host";
        }
        if (has(e, NoRouteToHostException.class)) {
            return "no way leads to the address that its name has";
        }
        if (has(e, ConnectException.class)) {
            return "it refuses connections";
        }
        return "it ends the connection without an answer";
    }

    private static boolean has(Throwable e, Class<?>... types) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (isOne(cause, types)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOne(Throwable e, Class<?>... types) {
        return Stream.of(types).anyMatch(type -> type.isInstance(e));
    }
}
