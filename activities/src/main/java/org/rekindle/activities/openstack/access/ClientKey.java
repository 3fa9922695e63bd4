// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.access;

import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A key that was just made, for a client certificate. RSA, since every Kubernetes client reads that. */
final class ClientKey {

    /** Magnum's own client asks for the same: the name is free, the organisation is Kubernetes' group of administrators. */
    private static final X500Principal ADMINISTRATOR = new X500Principal("CN=admin, O=system:masters");

    private final KeyPair pair;

    ClientKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no RSA", e);
        }
    }

    /** The request to sign, PKCS#10 in PEM. */
    String signingRequest() {
        try {
            return pem(new JcaPKCS10CertificationRequestBuilder(ADMINISTRATOR, pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("A signing request could not be made", e);
        }
    }

    /** The private key, PKCS#8 in PEM. */
    String privateKey() {
        try {
            return pem(new JcaPKCS8Generator(pair.getPrivate(), null));
        } catch (IOException e) {
            throw new IllegalStateException("A key could not be written", e);
        }
    }

    /** Whether a certificate is for this key. */
    boolean isFor(java.security.cert.X509Certificate certificate) {
        return certificate.getPublicKey().equals(pair.getPublic());
    }

    private static String pem(Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }
}
