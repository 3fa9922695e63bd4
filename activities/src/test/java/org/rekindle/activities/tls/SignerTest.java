// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.workflows.model.observation.OtherAuthority;

/** Who has signed is told by keys, whatever the names say. */
final class SignerTest {

    private static final X500Name NAME = new X500Name("CN=kubernetes");

    private final KeyPair oldKey = key();
    private final KeyPair newKey = key();
    private final KeyPair middleKey = key();
    private final X509Certificate old = sign(NAME, oldKey, NAME, oldKey, true);
    private final X509Certificate rotated = sign(NAME, newKey, NAME, newKey, true);

    @Test
    void ownCertificatesAreKnownWhateverElseStandsInTheBooks() {
        X509Certificate leaf = sign(NAME, oldKey, new X500Name("CN=kube-apiserver"), key(), true);

        assertThat(Signer.of(List.of(leaf), List.of(rotated, old)).isNamed()).isTrue();
        assertThat(Signer.of(List.of(leaf, old), List.of(old)).other()).isNull();
    }

    @Test
    void anIntermediateAuthorityIsFollowed() {
        X500Name middle = new X500Name("CN=middle");
        X509Certificate intermediate = sign(NAME, oldKey, middle, middleKey, true);
        X509Certificate leaf = sign(middle, middleKey, new X500Name("CN=kube-apiserver"), key(), true);

        assertThat(Signer.of(List.of(leaf, intermediate), List.of(old)).isNamed())
                .isTrue();
        assertThat(Signer.of(List.of(leaf, intermediate), List.of(intermediate)).isNamed())
                .isTrue();
        OtherAuthority other =
                Signer.of(List.of(leaf, intermediate), List.of(rotated)).other();
        assertThat(other).isNotNull();
        assertThat(other.sameName()).isTrue();
    }

    @Test
    void theKeyIsToldByTheCertificateOrByTheAuthorityThatIsSentAlong() {
        X509Certificate telling = sign(NAME, oldKey, new X500Name("CN=kube-apiserver"), key(), true);
        X509Certificate silent = sign(NAME, oldKey, new X500Name("CN=kube-apiserver"), key(), false);
        String told = key(List.of(telling));

        assertThat(told).matches("([0-9A-F]{2}:){19}[0-9A-F]{2}");
        assertThat(key(List.of(silent, old))).isEqualTo(told);
        assertThat(key(List.of(silent))).isNull();
    }

    @Test
    void everyReadableBlockOfATextIsAnAuthority() {
        String pem = "some words\n" + TestCertificates.pem(old)
                + "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n" + TestCertificates.pem(rotated);

        assertThat(Signer.authorities(pem)).containsExactly(old, rotated);
        assertThat(Signer.authorities("")).isEmpty();
    }

    private @Nullable String key(List<X509Certificate> chain) {
        OtherAuthority other = Signer.of(chain, List.of(rotated)).other();
        assertThat(other).isNotNull();
        return other.key();
    }

    private static X509Certificate sign(X500Name issuer, KeyPair by, X500Name subject, KeyPair of, boolean tells) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    java.math.BigInteger.valueOf(System.nanoTime()),
                    Date.from(Instant.now().minusSeconds(60)),
                    Date.from(Instant.now().plusSeconds(600)),
                    subject,
                    of.getPublic());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            if (tells) {
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions.createAuthorityKeyIdentifier(by.getPublic()));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(by.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
