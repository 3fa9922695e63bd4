// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.rekindle.workflows.model.ServedCertificate;

/** Tells certificates in Rekindle's terms, and in words. */
final class Certificates {

    /** RFC 5280, 4.2.1.6: the kinds of alternative names that are hosts. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    /** Only such text is an address; asking DNS about the names in a certificate would tell others what we look at. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Certificates() {}

    static ServedCertificate served(X509Certificate certificate) {
        return new ServedCertificate(
                certificate.getSubjectX500Principal().getName(),
                names(certificate),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                fingerprint(certificate));
    }

    /** What is remarkable: its time, and whether it is for the host. That its authority is private is usual here. */
    static String inWords(ServedCertificate certificate, String host, Instant now) {
        String time;
        if (now.isBefore(certificate.notBefore())) {
            time = "Not valid before " + certificate.notBefore() + ", in " + between(now, certificate.notBefore())
                    + ".";
        } else if (now.isAfter(certificate.notAfter())) {
            time = "Expired at " + certificate.notAfter() + ", " + between(certificate.notAfter(), now) + " ago.";
        } else {
            time = "Valid until " + certificate.notAfter() + ", " + between(now, certificate.notAfter()) + " from now.";
        }
        return certificate.subjectAlternativeNames().stream().anyMatch(name -> isFor(name, host))
                ? time
                : time + " It is not for " + host + ".";
    }

    private static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        return time.toHours() >= 2 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name ->
                                    name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            // Such a certificate serves no host; that is what an empty list says.
            return List.of();
        }
    }

    private static boolean isFor(String name, String host) {
        if (LITERAL.matcher(name).matches() && LITERAL.matcher(host).matches()) {
            return isSameAddress(name, host);
        }
        String pattern = name.toLowerCase(Locale.ROOT);
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return pattern.equals(wanted)
                || (pattern.startsWith("*.") && dot > 0 && pattern.substring(1).equals(wanted.substring(dot)));
    }

    private static boolean isSameAddress(String one, String other) {
        try {
            return InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate could not be written", e);
        }
    }
}
