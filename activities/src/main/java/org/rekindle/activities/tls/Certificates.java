// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** Describes certificates in Rekindle's terms, and in words. */
public final class Certificates {

    /** RFC 5280, 4.2.1.6: the kinds of alternative names that are hosts. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 500;

    /** Only such text is an address; asking DNS about the names in a certificate would show others what we look at. */
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Certificates() {}

    /** What is known of a certificate in DER, however odd it is; null when not even its times can be read. */
    public static @Nullable ServedCertificate served(byte[] encoded) {
        X509Certificate certificate = read(encoded);
        if (certificate != null) {
            return new ServedCertificate(
                    clean(certificate.getSubjectX500Principal().getName()),
                    names(certificate),
                    clean(certificate.getIssuerX500Principal().getName()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    fingerprint(encoded));
        }
        LenientCertificate odd = LenientCertificate.read(encoded);
        if (odd == null) {
            return null;
        }
        return new ServedCertificate(
                clean(odd.subject()),
                odd.names(),
                clean(odd.issuer()),
                odd.notBefore(),
                odd.notAfter(),
                fingerprint(encoded));
    }

    /** As Java reads it; null when Java does not. */
    static @Nullable X509Certificate read(byte[] encoded) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException | RuntimeException odd) {
            // Java throws more than it declares on odd input; LenientCertificate reads what is left.
            return null;
        }
    }

    /** The same with as many names as a person reads, and as a history should hold: there are certificates with thousands. */
    static ServedCertificate shortened(ServedCertificate certificate) {
        List<String> names = certificate.subjectAlternativeNames();
        return new ServedCertificate(
                certificate.subject(),
                names.stream().limit(MOST_NAMES).map(Certificates::clean).toList(),
                certificate.issuer(),
                certificate.notBefore(),
                certificate.notAfter(),
                certificate.fingerprint());
    }

    static String address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes", e);
        }
    }

    /** Names come from outside, and go into texts for people. */
    private static String clean(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        if (printable.length() <= LONGEST_NAME) {
            return printable;
        }
        return printable.substring(0, LONGEST_NAME) + "…";
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
        if (isFor(certificate, host)) {
            return time;
        }
        return time + " It is not for " + host + ".";
    }

    static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        if (time.toHours() >= 2) {
            return time.toHours() + " hours";
        }
        return time.toMinutes() + " minutes";
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return List.of();
            }
            return names.stream()
                    .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException e) {
            // Such a certificate serves no host; that is what an empty list says.
            return List.of();
        }
    }

    /** Whether a browser takes it for a host: by its alternative names, and not by its subject. */
    static boolean isFor(ServedCertificate certificate, String host) {
        return certificate.subjectAlternativeNames().stream().anyMatch(name -> isFor(name, host));
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

    private static String fingerprint(byte[] encoded) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
