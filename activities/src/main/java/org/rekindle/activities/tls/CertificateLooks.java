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

    /** This many rounds see all certificates of four servers that take turns, however slow they are. */
    private static final int LEAST = 4;

    /**
     * The looks end after this many rounds that show nothing new. Where chance decides, one certificate of two is missed in one of
     * 60,000 cases, of three in one of 600, of five in one of 35.
     */
    private static final int QUIET = 16;

    /** Where each connection shows another certificate there is no end to them. */
    private static final int MOST = 48;

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

    /**
     * Looks at each address in turn, several times. It leaves out an address that does not answer, which saves time for the others.
     * More than the least looks are made in the first half of the time alone, so that none of them is cut off by its end.
     */
    void at(List<InetAddress> addresses) {
        List<InetAddress> answering = addresses.stream().limit(MOST_ADDRESSES).toList();
        int quiet = 0;
        for (int round = 0; round < MOST && quiet < QUIET && !answering.isEmpty(); round++) {
            if (round >= LEAST && connector.isHalfOver()) {
                return;
            }
            int before = seen.size();
            boolean again = round + 1 < TRIES;
            answering = answering.stream().filter(each -> look(each, again)).toList();
            quiet = seen.size() == before ? quiet + 1 : 0;
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
