// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.rekindle.lab.cloud.http.JsonFields;

/** What Magnum's authorities are and what they sign. */
class CertificatesTest {

    @Test
    void anAuthorityLastsFiveYearsFromADayBeforeItWasMade() throws Exception {
        Instant made = Instant.parse("2025-03-03T16:01:00Z");
        X509Certificate authority =
                parse(CertificateAuthorities.make("hub", made).certificatePem());

        assertThat(authority.getSubjectX500Principal().getName()).isEqualTo("CN=hub");
        assertThat(authority.getNotBefore().toInstant()).isEqualTo(made.minus(Duration.ofDays(1)));
        assertThat(authority.getNotAfter().toInstant()).isEqualTo(Instant.parse("2030-03-02T16:01:00Z"));
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(authority.getKeyUsage()[5]).as("keyCertSign").isTrue();
        authority.verify(authority.getPublicKey());
    }

    @Test
    void magnumSignsWhatIsAskedForButMakesNoFurtherAuthorities() throws Exception {
        try (SmallCloud small =
                SmallCloud.start(world -> world.cluster(SmallCloud.cluster("hub", Duration.ofDays(400))))) {
            JsonFields body =
                    new JsonFields().with("cluster_uuid", "hub").with("csr", csr("O=system:masters,CN=admin"));
            Login.Answer signed = small.operator.magnum("POST", "/v1/certificates", body);
            X509Certificate authority = parse(small.operator
                    .magnum("GET", "/v1/certificates/hub", null)
                    .json()
                    .path("pem")
                    .asText());
            X509Certificate certificate = parse(signed.json().path("pem").asText());

            assertThat(signed.status()).isEqualTo(201);
            certificate.verify(authority.getPublicKey());
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=admin,O=system:masters");
            assertThat(certificate.getNotAfter().toInstant())
                    .isAfter(Instant.now()
                            .atOffset(ZoneOffset.UTC)
                            .plusYears(5)
                            .minusDays(3)
                            .toInstant());
            assertThat(certificate.getExtendedKeyUsage()).isEqualTo(List.of("1.3.6.1.5.5.7.3.2"));
            assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
            assertThat(authority.getNotBefore().toInstant())
                    .isBefore(Instant.now().minus(Duration.ofDays(400)));
        }
    }

    @Test
    void rotatingTheAuthorityBreaksTheClusterForGood() throws Exception {
        try (SmallCloud small =
                SmallCloud.start(world -> world.cluster(SmallCloud.cluster("hub", Duration.ofDays(1))))) {
            ClusterSnapshot before = small.cloud.clusters().get(0);
            String trusted = small.machines.blueprint(before.uuid()).authority().certificatePem();

            Login.Answer answer = small.operator.magnum("PATCH", "/v1/certificates/hub", null);
            String told = small.operator
                    .magnum("GET", "/v1/certificates/hub", null)
                    .json()
                    .path("pem")
                    .asText();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(told).isNotEqualTo(trusted);
            assertThat(small.cloud.clusters().get(0).status()).isEqualTo("UPDATE_FAILED");
            assertThat(small.cloud.mutations().carriedOut(Mutation.Kind.CERTIFICATE_AUTHORITY_ROTATION))
                    .isEqualTo(1);
        }
    }

    private static String csr(String subject) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        ExtensionsGenerator wished = new ExtensionsGenerator();
        wished.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        wished.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wished.generate())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
        }
        return text.toString();
    }

    private static X509Certificate parse(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
