// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority as public ones are: a root, others below it, and certificates that say where their issuer is to be had. */
public final class TestAuthority {

    private final X500Name name;
    private final KeyPair key;
    private final X509Certificate certificate;

    private TestAuthority(X500Name name, KeyPair key, X509Certificate certificate) {
        this.name = name;
        this.key = key;
        this.certificate = certificate;
    }

    public static TestAuthority root(String name) {
        X500Name own = new X500Name(name);
        KeyPair key = key();
        return new TestAuthority(own, key, sign(own, key.getPrivate(), own, key, days(-1000), days(3000), null));
    }

    static X509Certificate selfSigned(String host) {
        X500Name own = new X500Name("CN=" + host);
        KeyPair key = key();
        return sign(own, key.getPrivate(), own, key, days(-1), days(364), host);
    }

    TestAuthority below(String other) {
        return below(other, -900, 2000);
    }

    TestAuthority below(String other, int fromDay, int toDay) {
        X500Name own = new X500Name(other);
        KeyPair newKey = key();
        return new TestAuthority(
                own, newKey, sign(name, key.getPrivate(), own, newKey, days(fromDay), days(toDay), null));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    X509Certificate leaf(Instant from, Instant to, String host) {
        return sign(name, key.getPrivate(), new X500Name("CN=" + host), key(), from, to, host);
    }

    /** TLS of a server with a certificate for a host, and the whole chain below the root. */
    public SSLContext server(String host) throws Exception {
        KeyPair own = key();
        X509Certificate leaf = sign(name, key.getPrivate(), new X500Name("CN=" + host), own, days(-1), days(89), host);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", own.getPrivate(), new char[0], new Certificate[] {leaf, certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static X509Certificate sign(
            X500Name issuer,
            PrivateKey by,
            X500Name subject,
            KeyPair of,
            Instant from,
            Instant to,
            @Nullable String host) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(from),
                    Date.from(to),
                    subject,
                    of.getPublic());
            if (host == null) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } else {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
                builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_caIssuers,
                                new GeneralName(GeneralName.uniformResourceIdentifier, "http://issuer.example.org/")));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant days(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
