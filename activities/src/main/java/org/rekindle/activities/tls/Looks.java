// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.workflows.model.ServedCertificate;

/** Several looks at one endpoint, over a fresh connection each. */
final class Looks {

    /** So many see both certificates of two servers that take turns, and miss one of them once in eight times where chance decides. */
    private static final int ROUNDS = 4;

    /** Behind a name with more addresses a content network stands, not a cluster. */
    private static final int MOST_ADDRESSES = 8;

    private static final int TRIES = 2;

    private final Connector connector;
    private final Address address;
    private final Map<String, ServedCertificate> seen = new LinkedHashMap<>();
    private String trouble = "none was shown.";
    private int connections;
    private int inVain;

    Looks(Connector connector, Address address) {
        this.connector = connector;
        this.address = address;
    }

    /** Looks at each address in turn, several times. One that does not answer is left out, so that it costs the others no time. */
    void at(List<InetAddress> addresses) {
        List<InetAddress> answering = addresses.stream().limit(MOST_ADDRESSES).toList();
        for (int round = 0; round < ROUNDS && !answering.isEmpty(); round++) {
            boolean again = round + 1 < TRIES;
            answering = answering.stream().filter(each -> look(each, again)).toList();
        }
    }

    /** @return whether another look at this address is worth it */
    private boolean look(InetAddress at, boolean again) {
        if (connector.left().isZero()) {
            return false;
        }
        Shown shown = connector.look(at, address);
        connections++;
        if (shown.trouble() != null) {
            if (inVain == 0 || !shown.silent()) {
                trouble = shown.trouble();
            }
            inVain++;
            return (again || !seen.isEmpty()) && !shown.silent();
        }
        ServedCertificate certificate = Certificates.served(shown.chain().get(0));
        if (certificate == null) {
            trouble = "a certificate was shown whose times cannot be read.";
            inVain++;
            return again;
        }
        seen.put(certificate.fingerprint(), certificate);
        return true;
    }

    /** Every different certificate that was seen. */
    Collection<ServedCertificate> seen() {
        return seen.values();
    }

    /** What a connection in vain met, silence only where there was nothing else, the end of a sentence. */
    String trouble() {
        return trouble;
    }

    /** A sentence on the connections that showed nothing; empty when all did. */
    String inVain() {
        return inVain == 0 ? "" : " " + inVain + " of " + connections + " connections showed none: " + trouble;
    }
}
