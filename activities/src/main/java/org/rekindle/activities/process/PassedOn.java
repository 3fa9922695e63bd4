// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.process;

import java.util.Set;

/** What a child sees of the worker's environment. */
public final class PassedOn {

    /** Nothing else reaches a child by itself: no cloud's password, no ambient kubeconfig. */
    public static final Set<String> VARIABLES = Set.of(
            "PATH",
            "LANG",
            "LC_ALL",
            "TZ",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR");

    private PassedOn() {}
}
