// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.net.URI;
import java.util.Optional;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;

/** Whether a URL can be called when the time comes, in the same words as then. */
final class UrlValidator {

    /** As Helm has it, in small letters. */
    private static final String OCI = "oci://";

    private UrlValidator() {}

    /** A fault of the base URL of a hub at a pointer; empty when it can be called, or nothing stands there. */
    static Optional<ConfigFault> hub(YamlTree tree, String pointer) {
        String text = tree.text(pointer);
        if (text != null && (text.contains("?") || text.contains("#"))) {
            return Optional.of(tree.fault(
                    pointer, "has a query or a fragment, below which there is no address", "end it with its path"));
        }
        return fault(tree, pointer, true);
    }

    /** The same of a chart repository or an OCI registry, which Helm calls: it takes any host name. */
    static Optional<ConfigFault> repository(YamlTree tree, String pointer) {
        String text = tree.text(pointer);
        if (text == null || !text.startsWith(OCI)) {
            return fault(tree, pointer, false);
        }
        try {
            HttpAddress.of("https://" + text.substring(OCI.length()));
        } catch (NoHttpAddress e) {
            return Optional.of(tree.fault(
                    pointer, "cannot be called: " + e.problem(), "give it as oci://registry.example.org/folder"));
        }
        if (text.contains("?") || text.contains("#")) {
            return Optional.of(tree.fault(pointer, "has a query or a fragment", "end it with the folder of the chart"));
        }
        return Optional.empty();
    }

    /** The same of a service that gets messages, which must be https but on this machine. */
    static Optional<ConfigFault> service(YamlTree tree, String pointer) {
        String text = tree.text(pointer);
        Optional<ConfigFault> fault = hub(tree, pointer);
        if (text == null || fault.isPresent() || isSafe(text)) {
            return fault;
        }
        return Optional.of(
                tree.fault(pointer, "is not https, so everybody on the way could read it", "write it with https://"));
    }

    /** The same of a URL that is a secret: nothing of it is quoted. */
    static boolean isSafeService(String url) {
        try {
            HttpAddress.of(url).uri();
            return isSafe(url);
        } catch (NoHttpAddress e) {
            return false;
        }
    }

    /** Whether what is sent there goes over TLS, or to this machine. */
    static boolean isSafe(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equalsIgnoreCase(uri.getScheme()) || isHere(String.valueOf(uri.getHost()));
        } catch (IllegalArgumentException e) {
            // Its own fault names it.
            return true;
        }
    }

    /** By an address alone: a name may lead elsewhere tomorrow. */
    private static boolean isHere(String host) {
        return host.matches("[0-9.]+|\\[.*]") && Loopback.isNamed(host);
    }

    private static Optional<ConfigFault> fault(YamlTree tree, String pointer, boolean calledByUs) {
        String text = tree.text(pointer);
        if (text == null) {
            return Optional.empty();
        }
        try {
            HttpAddress address = HttpAddress.of(text);
            if (calledByUs) {
                address.uri();
            }
            return Optional.empty();
        } catch (NoHttpAddress e) {
            return Optional.of(tree.fault(pointer, "cannot be called: " + e.problem(), e.cure()));
        }
    }
}
