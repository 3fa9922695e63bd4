// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * The certificate that an API server on the loopback interface serves, with its key, both as PEM.
 *
 * @param keyPem PKCS#8, elliptic curve
 */
public record ServingLeaf(String certificatePem, String keyPem) {

    /**
     * Issues one as kubeadm does.
     *
     * @param issuedAt it is valid for {@link Pki#LEAF_LIFETIME} from then on
     * @throws PkiException when the authority cannot be read
     */
    public static ServingLeaf issue(String authorityPem, String authorityKeyPem, Instant issuedAt) {
        LeafProfile profile = LeafProfile.API_SERVER;
        KeyPair keys = Authority.newKeys();
        X509Certificate leaf = new Authority(Pem.certificate(authorityPem), Pem.privateKey(authorityKeyPem))
                .issue(
                        keys.getPublic(),
                        profile.commonName(),
                        profile.organizations(),
                        profile.purpose().usages(),
                        profile.alternativeNames(),
                        issuedAt,
                        issuedAt.plus(Pki.LEAF_LIFETIME));
        try {
            return new ServingLeaf(
                    Pem.text("CERTIFICATE", leaf.getEncoded()),
                    Pem.text("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new PkiException("cannot encode a certificate", impossible);
        }
    }

    /** Names nothing: the key stays out of logs. */
    @Override
    public String toString() {
        return "ServingLeaf";
    }
}
