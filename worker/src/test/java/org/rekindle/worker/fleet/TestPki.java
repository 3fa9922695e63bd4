// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority with its certificates, as files in PEM and as Java's TLS takes them. */
public final class TestPki {

    /** A certificate and its key. */
    public record Identity(X509Certificate certificate, KeyPair keys) {}

    private final X500Name name;
    private final KeyPair keys = keys();
    private final X509Certificate root;

    /** @param name of the authority, as its subject's common name */
    public TestPki(String name) {
        this.name = new X500Name("CN=" + name);
        this.root = sign(this.name, this.name, keys, Instant.now().plusSeconds(864_000_000), null);
    }

    /**
     * Makes a certificate with a new key.
     *
     * @param alternative a DNS name, or an address for a server
     */
    public Identity identity(String subject, GeneralName alternative, Instant notAfter) {
        KeyPair own = keys();
        return new Identity(sign(name, new X500Name(subject), own, notAfter, alternative), own);
    }

    /** Writes the authority's certificate. */
    public void write(Path file) throws IOException {
        Files.writeString(file, pem("CERTIFICATE", encoded(root)));
    }

    /** Writes a certificate and its key, which its owner alone can read. */
    public static void write(Identity identity, Path certificate, Path key) throws IOException {
        Files.writeString(certificate, pem("CERTIFICATE", encoded(identity.certificate())));
        Files.writeString(key, pem("PRIVATE KEY", identity.keys().getPrivate().getEncoded()));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    /** A client that trusts this authority, and shows a certificate where it has one. */
    public SSLContext client(@Nullable Identity identity) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("root", root);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyStore own = empty();
        if (identity != null) {
            own.setKeyEntry(
                    "own", identity.keys().getPrivate(), new char[0], new Certificate[] {identity.certificate()});
        }
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private X509Certificate sign(
            X500Name issuer, X500Name subject, KeyPair of, Instant notAfter, @Nullable GeneralName alternative) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(Instant.now().minusSeconds(3600)),
                    Date.from(notAfter),
                    subject,
                    of.getPublic());
            if (alternative == null) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            } else {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternative));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
