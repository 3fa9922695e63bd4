// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.http;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An http or https URL as people and catalogues write it: with any case of the scheme, any host name, an IPv6 literal, a
 * port or none.
 *
 * <p>{@link URI} alone does not do: it parses a host name that is not valid by RFC 1123, such as {@code keystone_api} in a
 * network of containers, and then shows no host. The JDK's HTTP client refuses such a URI, and a socket does not; therefore
 * {@link #host} and {@link #port} are there for every address and {@link #uri} fails for those.
 */
public final class HttpAddress {

    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:]*)(?::(\\d*))?");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}\\p{M}._~-]+");
    private static final int MOST_PORTS = 65535;
    private static final String EXAMPLE = "give it as https://host.example.org, with :port where the port is not 443";

    private final boolean isTls;
    private final String host;
    private final int port;
    private final boolean namesPort;
    private final String path;
    private final String query;

    private HttpAddress(boolean isTls, String host, int port, String path, String query) {
        this.isTls = isTls;
        this.host = host;
        this.namesPort = port >= 0;
        this.port = orUsual(port, isTls);
        this.path = path;
        this.query = query;
    }

    private static int orUsual(int port, boolean isTls) {
        if (port >= 0) {
            return port;
        }
        if (isTls) {
            return 443;
        }
        return 80;
    }

    /**
     * Reads an address.
     *
     * @throws NoHttpAddress when it is not valid, or holds a user or a password
     */
    public static HttpAddress of(String text) throws NoHttpAddress {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new NoHttpAddress("it is not an http or https URL", EXAMPLE);
        }
        String authority = url.group(2);
        if (authority.contains("@")) {
            throw new NoHttpAddress("it holds a user or a password", "take them out of the URL");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new NoHttpAddress("it names no host, or its port is not a number", EXAMPLE);
        }
        String query = Objects.requireNonNullElse(url.group(4), "");
        return new HttpAddress(
                url.group(1).length() == 5, host(parts.group(1)), port(parts.group(2)), url.group(3), query);
    }

    /** Whether it is https. */
    public boolean isTls() {
        return isTls;
    }

    /** The host in ASCII and small letters: a name without the dot of a whole one, or an IP address without brackets. */
    public String host() {
        return host;
    }

    /** The port, the scheme's own where none is written. */
    public int port() {
        return port;
    }

    /**
     * The same as a URI that the JDK's HTTP client takes, without a fragment.
     *
     * @throws NoHttpAddress when that client does not take such a host name, or the path is not valid
     */
    public URI uri() throws NoHttpAddress {
        URI uri;
        try {
            uri = new URI(this + query);
        } catch (URISyntaxException e) {
            // Its message would quote the whole text.
            throw new NoHttpAddress(
                    "it holds characters that a URL cannot hold", "write them with %, as a browser does");
        }
        if (uri.getHost() == null) {
            throw new NoHttpAddress(
                    "the host name \"" + host + "\" " + fault() + ", which Java's HTTP client refuses",
                    "give the host another name, of letters, digits and hyphens, or write its IP address");
        }
        return uri;
    }

    private String fault() {
        if (host.contains("_")) {
            return "holds an underscore";
        }
        return "is not valid by RFC 1123";
    }

    /** Without the query, which may hold what is secret. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(isTls ? "https://" : "http://").append(bracketed());
        if (namesPort) {
            text.append(':').append(port);
        }
        return text.append(path).toString();
    }

    private String bracketed() {
        if (host.contains(":")) {
            return "[" + host + "]";
        }
        return host;
    }

    private static String host(String written) throws NoHttpAddress {
        if (written.startsWith("[")) {
            try {
                if (new URI("http://" + written).getHost() != null) {
                    return written.substring(1, written.length() - 1).toLowerCase(Locale.ROOT);
                }
            } catch (URISyntaxException e) {
                // The same fault as of any other invalid host.
            }
            throw new NoHttpAddress("the brackets do not hold an IPv6 address", "give it as https://[2001:db8::1]:443");
        }
        if (!HOST.matcher(written).matches() || written.equals(".")) {
            throw new NoHttpAddress("it names no host", EXAMPLE);
        }
        try {
            // DNS knows a whole name by its dot at the end; certificates leave it out, and Java's TLS refuses it.
            return IDN.toASCII(written, IDN.ALLOW_UNASSIGNED)
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("\\.$", "");
        } catch (IllegalArgumentException e) {
            throw new NoHttpAddress("its host name is not valid", EXAMPLE);
        }
    }

    /** The port, -1 for none. */
    private static int port(@Nullable String written) throws NoHttpAddress {
        if (written == null || written.isEmpty()) {
            return -1;
        }
        if (written.length() > 5) {
            throw new NoHttpAddress("there is no port of that size", EXAMPLE);
        }
        int port = Integer.parseInt(written);
        if (port < 1 || port > MOST_PORTS) {
            throw new NoHttpAddress("there is no port " + written, EXAMPLE);
        }
        return port;
    }
}
