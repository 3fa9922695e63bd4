// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** An authority that signs whatever a test needs, expired certificates too. */
public final class TestCertificates {

    private final KeyPair key = newKey();
    private final X500Name name;
    private final X509Certificate certificate;

    public TestCertificates(String name) {
        this(name, Instant.now().plusSeconds(5L * 365 * 86_400));
    }

    /** @param end of the authority itself */
    public TestCertificates(String name, Instant end) {
        this.name = new X500Name("CN=" + name);
        this.certificate = sign(this.name, key.getPublic(), Instant.now().minusSeconds(3600), end, List.of());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509Certificate sign(X500Name subject, PublicKey of, Instant from, Instant to, List<GeneralName> names) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.valueOf(System.nanoTime()), Date.from(from), Date.from(to), subject, of);
            if (subject.equals(name)) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate())));
        } catch (GeneralSecurityException | OperatorException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In PEM a certificate without a subject whose names are not marked as critical: Go reads it, and Java refuses to. */
    public String withoutSubject(Instant from, Instant to, int names) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.TEN, Date.from(from), Date.from(to), new X500Name(new RDN[0]), key.getPublic());
            GeneralName[] all = IntStream.range(0, names)
                    .mapToObj(number ->
                            new GeneralName(GeneralName.dNSName, "host-%05d.pods.example.org".formatted(number)))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(all));
            return pem(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key.getPrivate())));
        } catch (OperatorException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a request in PEM as Magnum does, and answers in PEM. */
    public String signRequest(String request, Instant to) {
        try (PEMParser parser = new PEMParser(new StringReader(request))) {
            JcaPKCS10CertificationRequest parsed =
                    new JcaPKCS10CertificationRequest((PKCS10CertificationRequest) parser.readObject());
            return pem(sign(
                    parsed.getSubject(), parsed.getPublicKey(), Instant.now().minusSeconds(60), to, List.of()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server's TLS with a certificate of this authority. */
    public SSLContext server(Instant from, Instant to, GeneralName... names) {
        return server(newKey(), from, to, names);
    }

    /** The same for a key that is there already. */
    public SSLContext server(KeyPair server, Instant from, Instant to, GeneralName... names) {
        try {
            X509Certificate own = sign(new X500Name("CN=kube-apiserver"), server.getPublic(), from, to, List.of(names));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", server.getPrivate(), new char[0], new Certificate[] {own, certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(Object content) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
