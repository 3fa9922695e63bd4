// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.workflows.model.observation.OtherAuthority;

/**
 * Finds by its key the authority that signed a served certificate. Names show nothing: after {@code openstack coe ca rotate}
 * the new authority has the name of the old one. Java then reports a missing trust anchor, a signature that does not fit, or
 * an expired certificate.
 */
public final class Signer {

    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----",
            Pattern.DOTALL);

    private Signer() {}

    /**
     * What is known of the signer.
     *
     * @param isNamed whether one of the authorities has signed
     * @param other who has, where none of them has; null otherwise
     */
    public record Finding(boolean isNamed, @Nullable OtherAuthority other) {}

    /** Every certificate in a text of PEM blocks that can be read. After a rotation one text holds the old authority and the new. */
    public static List<X509Certificate> authorities(String pem) {
        Matcher blocks = BLOCK.matcher(pem);
        List<X509Certificate> authorities = new ArrayList<>();
        while (blocks.find()) {
            X509Certificate authority = Certificates.read(blocks.group().getBytes(StandardCharsets.US_ASCII));
            if (authority != null) {
                authorities.add(authority);
            }
        }
        return List.copyOf(authorities);
    }

    /**
     * Looks at a server once, without trusting it, and compares.
     *
     * @param server its address, {@code https://host:port}
     * @param pem the authorities in PEM
     * @param limit how long the connection may take, and the handshake
     * @return null when no certificate was shown, or none that can be verified
     */
    public static @Nullable Finding of(String server, String pem, Duration limit) {
        List<X509Certificate> named = authorities(pem);
        if (named.isEmpty()) {
            return null;
        }
        try {
            TlsAddress address = TlsAddress.of(server);
            HandshakeResult shown = new TlsHandshake(limit, limit).look(InetAddress.getByName(address.host()), address);
            List<X509Certificate> chain = shown.chain().stream()
                    .map(Certificates::read)
                    .filter(Objects::nonNull)
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty() || chain.size() < shown.chain().size()) {
                return null;
            }
            return of(chain, named);
        } catch (UnknownHostException | NoHttpAddress e) {
            // The API's own failure says it in a sentence; here it is known only that nothing was shown.
            return null;
        }
    }

    /**
     * Compares.
     *
     * @param chain the server's certificate, then those that it sends along, in any order
     * @param named the authorities that could have signed it, at least one
     */
    static Finding of(List<X509Certificate> chain, List<X509Certificate> named) {
        X509Certificate top = chain.get(0);
        while (!isOf(top, named)) {
            X509Certificate above = above(top, chain);
            if (above == null) {
                return new Finding(false, other(top, chain, named));
            }
            top = above;
        }
        return new Finding(true, null);
    }

    /** Whether one of the authorities has signed a certificate. */
    public static boolean isSignedBy(X509Certificate certificate, List<X509Certificate> authorities) {
        return authorities.stream().anyMatch(authority -> hasSigned(authority.getPublicKey(), certificate));
    }

    private static boolean isOf(X509Certificate certificate, List<X509Certificate> named) {
        return named.stream()
                .anyMatch(authority -> hasSigned(authority.getPublicKey(), certificate)
                        || authority.getPublicKey().equals(certificate.getPublicKey()));
    }

    /** The one among those sent along that has signed it; null when none has, or when it has signed itself. */
    private static @Nullable X509Certificate above(X509Certificate of, List<X509Certificate> chain) {
        return chain.stream()
                .filter(each -> !each.equals(of)
                        && !each.getPublicKey().equals(of.getPublicKey())
                        && hasSigned(each.getPublicKey(), of)
                        && !hasSigned(of.getPublicKey(), each))
                .findFirst()
                .orElse(null);
    }

    private static OtherAuthority other(X509Certificate top, List<X509Certificate> chain, List<X509Certificate> named) {
        boolean sameName = named.stream()
                .anyMatch(authority -> authority.getSubjectX500Principal().equals(top.getIssuerX500Principal()));
        String key = chain.stream()
                .filter(each -> hasSigned(each.getPublicKey(), top))
                .map(Signer::key)
                .findFirst()
                .orElseGet(() -> signingKey(top));
        return new OtherAuthority(
                sameName,
                top.getIssuerX500Principal().getName(),
                key,
                named.stream().map(Signer::key).distinct().toList());
    }

    private static boolean hasSigned(PublicKey key, X509Certificate certificate) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException notThisKey) {
            // A key of another kind is refused by exceptions of several kinds, which all say no.
            return false;
        }
    }

    /** RFC 5280, 4.2.1.2: what the certificate says, else the SHA-1 of the key, as most authorities make it. */
    private static String key(X509Certificate authority) {
        try {
            byte[] extension = authority.getExtensionValue(Extension.subjectKeyIdentifier.getId());
            if (extension != null) {
                return inWords(
                        SubjectKeyIdentifier.getInstance(value(extension)).getKeyIdentifier());
            }
            return inWords(MessageDigest.getInstance("SHA-1")
                    .digest(SubjectPublicKeyInfo.getInstance(
                                    authority.getPublicKey().getEncoded())
                            .getPublicKeyData()
                            .getBytes()));
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            return "that cannot be read";
        }
    }

    /** RFC 5280, 4.2.1.1; null where the certificate does not show it. */
    private static @Nullable String signingKey(X509Certificate certificate) {
        try {
            byte[] extension = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
            if (extension == null) {
                return null;
            }
            byte[] key = AuthorityKeyIdentifier.getInstance(value(extension)).getKeyIdentifierOctets();
            if (key == null) {
                return null;
            }
            return inWords(key);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private static byte[] value(byte[] extension) {
        return ASN1OctetString.getInstance(extension).getOctets();
    }

    private static String inWords(byte[] key) {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(key);
    }
}
