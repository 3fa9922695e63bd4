// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.names;

import java.util.List;
import java.util.stream.Collectors;

/** The records that a person is asked to set. */
public final class NameRecords {

    /** Five minutes: short enough to correct a mistake, long enough for resolvers. */
    private static final int TTL = 300;

    private NameRecords() {}

    /** As a zone file has them, such as {@code hub.example.org. 300 IN A 192.0.2.7}. */
    public static String of(String name, List<String> addresses) {
        return addresses.stream()
                .map(address -> name + ". " + TTL + " IN " + type(address) + " " + address)
                .collect(Collectors.joining(", "));
    }

    private static String type(String address) {
        if (isIpv6(address)) {
            return "AAAA";
        }
        return "A";
    }

    static boolean isIpv6(String address) {
        return address.contains(":");
    }
}
