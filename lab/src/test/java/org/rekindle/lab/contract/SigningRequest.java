// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A key with the request to certify it. */
record SigningRequest(KeyPair keys, String pem) {

    static SigningRequest of(String name, String group) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS10CertificationRequestBuilder(
                            new X500Name("CN=" + name + ",O=" + group), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        }
        return new SigningRequest(keys, text.toString());
    }

    /** Checks that a certificate is for this key and signed by an authority. */
    void assertSigned(String certificatePem, String authorityPem) throws Exception {
        X509Certificate certificate = parse(certificatePem);
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        certificate.verify(parse(authorityPem).getPublicKey());
        certificate.checkValidity();
    }

    private static X509Certificate parse(String pem) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    }
}
