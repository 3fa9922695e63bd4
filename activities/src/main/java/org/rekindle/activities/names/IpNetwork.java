// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network of IP addresses, such as {@code 198.51.100.0/24}, or one address. */
public final class IpNetwork {

    /** Nothing that DNS would be asked for. */
    private static final Pattern FORM =
            Pattern.compile("([0-9]+(?:\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/([0-9]{1,3}))?");

    /** In bits: 32 or 128. */
    private final int length;

    private final int hostBits;
    private final BigInteger prefix;

    private IpNetwork(byte[] address, int prefixLength) {
        this.length = address.length * Byte.SIZE;
        this.hostBits = length - prefixLength;
        this.prefix = new BigInteger(1, address).shiftRight(hostBits);
    }

    /** Reads a network or an address; empty when it is neither. */
    public static Optional<IpNetwork> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(form.group(1)).getAddress();
            int longest = address.length * Byte.SIZE;
            int prefixLength = form.group(2) == null ? longest : Integer.parseInt(form.group(2));
            return Optional.of(prefixLength)
                    .filter(length -> length <= longest)
                    .map(length -> new IpNetwork(address, length));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether an address is of this network; an IPv6 address is of no IPv4 network. */
    public boolean contains(String address) {
        return of(address)
                .filter(other -> other.length == length)
                .filter(other -> other.hostBits == 0)
                .map(other -> other.prefix.shiftRight(hostBits).equals(prefix))
                .orElse(false);
    }
}
