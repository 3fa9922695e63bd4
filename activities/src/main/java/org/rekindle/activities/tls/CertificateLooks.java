// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** Several looks at one endpoint, over a fresh connection each. */
final class CertificateLooks {

    /** This many looks see both certificates of two servers that take turns; where chance decides, they miss one in eight cases. */
    private static final int ROUNDS = 4;

    /** A name with more addresses belongs to a content network, not to a cluster. */
    private static final int MOST_ADDRESSES = 8;

    private static final int TRIES = 2;

    private final TlsHandshake connector;
    private final TlsAddress address;
    private final Map<String, ServedCertificate> seen = new LinkedHashMap<>();
    private String trouble = "none was shown.";
    private int connections;
    private int failed;

    CertificateLooks(TlsHandshake connector, TlsAddress address) {
        this.connector = connector;
        this.address = address;
    }

    /** Looks at each address in turn, several times. It leaves out an address that does not answer, which saves time for the others. */
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
        HandshakeResult shown = connector.look(at, address);
        connections++;
        if (shown.trouble() != null) {
            if (failed == 0 || !shown.silent()) {
                trouble = shown.trouble();
            }
            failed++;
            return (again || !seen.isEmpty()) && !shown.silent();
        }
        ServedCertificate certificate = Certificates.served(shown.chain().get(0));
        if (certificate == null) {
            trouble = "a certificate was shown whose times cannot be read.";
            failed++;
            return again;
        }
        seen.put(certificate.fingerprint(), certificate);
        return true;
    }

    /** Every different certificate that was seen. */
    Collection<ServedCertificate> seen() {
        return seen.values();
    }

    /** Why a connection showed no certificate, as the end of a sentence; silence only where there was nothing else. */
    String trouble() {
        return trouble;
    }

    /** A sentence on the connections that showed nothing; empty when all did. */
    String failures() {
        if (failed == 0) {
            return "";
        }
        return " " + failed + " of " + connections + " connections showed none: " + trouble;
    }
}
