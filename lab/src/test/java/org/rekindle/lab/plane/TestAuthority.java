// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.rekindle.lab.cloud.ClusterMachines.CertificateAuthority;
import org.rekindle.lab.plane.pki.Pem;

/** A certificate authority as Magnum makes one: RSA, five years. */
public final class TestAuthority {
    private TestAuthority() {}

    /** One that began at an instant. */
    public static CertificateAuthority since(Instant notBefore) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=kubernetes");
            byte[] certificate = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.TEN,
                            Date.from(notBefore),
                            Date.from(notBefore.plus(Duration.ofDays(5 * 365))),
                            name,
                            keys.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()))
                    .getEncoded();
            return new CertificateAuthority(
                    Pem.text("CERTIFICATE", certificate),
                    Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
