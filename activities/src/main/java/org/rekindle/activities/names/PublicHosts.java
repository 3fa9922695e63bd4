// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** The hosts of the hubs' URLs that are names. */
final class PublicHosts {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private PublicHosts() {}

    /** Each once; those that are addresses are passed over. */
    static List<String> of(List<String> urls) {
        return urls.stream()
                .map(PublicHosts::host)
                .filter(host -> !isAddress(host))
                .distinct()
                .toList();
    }

    /** Whether a host is an IP address, in its form at least. */
    static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** An address in the form of {@link InetAddress#getHostAddress}, in which addresses are compared. */
    static String canonical(String address) {
        return literal(address).getHostAddress();
    }

    /** An address, without asking DNS. */
    static InetAddress literal(String address) {
        if (!isAddress(address)) {
            throw new IllegalArgumentException(address + " is no IP address");
        }
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no IP address", e);
        }
    }

    private static String host(String url) {
        try {
            return HttpAddress.of(url).host();
        } catch (NoHttpAddress e) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "A URL under verify: cannot be called: " + e.problem() + "; " + e.cure() + ".");
        }
    }
}
