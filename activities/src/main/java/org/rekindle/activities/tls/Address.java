// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint listens. It is read without {@link java.net.URI}, which knows no host with an underscore, as docker and others
 * name services; curl, Python and Go reach it.
 *
 * @param host a name, or an address without brackets
 */
record Address(String host, int port) {

    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    private static final Pattern FORM = Pattern.compile(
            "https://(?:\\[(?<six>[0-9A-Fa-f:.]+(?:%25?[\\w.~-]+)?)\\]|(?<name>[^\\s/?#:@\\[\\]\\\\]+))(?::(?<port>\\d{1,5}))?(?:[/?#].*)?",
            Pattern.CASE_INSENSITIVE);

    /** Null when it is no https address of a host. */
    static @Nullable Address of(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        int port = matcher.group("port") == null ? HTTPS : Integer.parseInt(matcher.group("port"));
        String six = matcher.group("six");
        String host = six == null ? ascii(matcher.group("name")) : six.replace("%25", "%");
        return host == null || port == 0 || port > LAST_PORT ? null : new Address(host, port);
    }

    /** A name in another script as DNS knows it; one with an underscore stays as it is. */
    private static @Nullable String ascii(String name) {
        try {
            String host = IDN.toASCII(name);
            return host.isEmpty() || host.equals(".") ? null : host;
        } catch (IllegalArgumentException notAName) {
            return null;
        }
    }
}
