// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * Certificate authorities made and used the way Magnum does: RSA 2048, five years, valid from one day before they were
 * made, subject and issuer {@code CN=<cluster name>} (recorded from Magnum 23.0.0).
 */
public final class CertificateAuthorities {

    /** The period of validity of a certificate authority and of what it signs ({@code [x509]term_of_validity}). */
    public static final int YEARS = 5;

    private static final Duration BACKDATING = Duration.ofDays(1);
    private static final String ALGORITHM = "SHA256withRSA";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The extensions of a request that Magnum copies into what it signs; it drops all others. */
    private static final Set<ASN1ObjectIdentifier> HONOURED =
            Set.of(Extension.keyUsage, Extension.extendedKeyUsage, Extension.subjectAlternativeName);

    private CertificateAuthorities() {}

    /**
     * Makes a certificate authority for a cluster.
     *
     * @param clusterName the common name
     * @param madeAt when; in the past for a cluster that is older than the lab
     */
    public static ClusterMachines.CertificateAuthority make(String clusterName, Instant madeAt) {
        try {
            KeyPair keys = keyPair();
            X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, clusterName)
                    .build();
            Instant from = madeAt.minus(BACKDATING);
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, serial(), Date.from(from), Date.from(yearsAfter(from)), name, keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return new ClusterMachines.CertificateAuthority(
                    pem(builder.build(signer(keys.getPrivate()))),
                    pem(PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("The certificate authority of " + clusterName + " could not be made.", e);
        }
    }

    /**
     * Signs a request as it is: subject, public key, and those of its extensions that Magnum lets through.
     *
     * @param csrPem a PKCS#10 request
     * @return the certificate as PEM, valid for five years from one day before {@code now}
     * @throws InvalidRequestException when the text is no request, or is not signed by its own key
     */
    public static String sign(ClusterMachines.CertificateAuthority authority, String csrPem, Instant now)
            throws InvalidRequestException {
        PKCS10CertificationRequest request = request(csrPem);
        try {
            X509CertificateHolder issuer = certificate(authority.certificatePem());
            Instant from = now.minus(BACKDATING);
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer.getSubject(),
                    serial(),
                    Date.from(from),
                    Date.from(yearsAfter(from)),
                    request.getSubject(),
                    request.getSubjectPublicKeyInfo());
            Extensions wished = request.getRequestedExtensions();
            if (wished != null) {
                for (ASN1ObjectIdentifier oid : wished.getExtensionOIDs()) {
                    if (HONOURED.contains(oid)) {
                        builder.addExtension(wished.getExtension(oid));
                    }
                }
            }
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(request.getSubjectPublicKeyInfo()));
            return pem(builder.build(signer(privateKey(authority.privateKeyPem()))));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("The request could not be signed.", e);
        }
    }

    /** The text is not a certificate signing request. */
    public static final class InvalidRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidRequestException(String message) {
            super(message);
        }
    }

    private static PKCS10CertificationRequest request(String csrPem) throws InvalidRequestException {
        try (PEMParser parser = new PEMParser(new StringReader(csrPem))) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
                throw new InvalidRequestException("The text holds no certificate signing request.");
            }
            ContentVerifierProvider ownKey =
                    new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo());
            if (!request.isSignatureValid(ownKey)) {
                throw new InvalidRequestException("The request is not signed by the key that it names.");
            }
            return request;
        } catch (IOException | PKCSException | OperatorCreationException e) {
            throw new InvalidRequestException("The certificate signing request cannot be read: " + e.getMessage());
        }
    }

    private static X509CertificateHolder certificate(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof X509CertificateHolder certificate) {
                return certificate;
            }
            throw new IOException("The authority's text holds no certificate.");
        }
    }

    private static PrivateKey privateKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object parsed = parser.readObject();
            if (parsed instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            if (parsed instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
            }
            throw new IOException("The authority's text holds no private key.");
        }
    }

    private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder(ALGORITHM).build(key);
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(127, RANDOM).add(BigInteger.ONE);
    }

    private static Instant yearsAfter(Instant from) {
        return from.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
