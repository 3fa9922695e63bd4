// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KeyAgreement;

/** A key of ours for one group of TLS 1.3 (RFC 8446, 4.2.8). What is sent of it is the tail of its encoding (RFC 5480, RFC 8410). */
final class KeyShare {

    private static final String X25519_HEADER = "302a300506032b656e032100";
    private static final String P256_HEADER = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
    private static final String P384_HEADER = "3076301006072a8648ce3d020106052b81040022036200";

    private final int group;
    private final byte[] header;
    private final String agreement;
    private final KeyPair pair;

    private KeyShare(int group, String header, String agreement, KeyPair pair) {
        this.group = group;
        this.header = HexFormat.of().parseHex(header);
        this.agreement = agreement;
        this.pair = pair;
    }

    /** One for each group that nearly every server knows one of. */
    static List<KeyShare> ofEachGroup() throws GeneralSecurityException {
        return List.of(
                new KeyShare(
                        29,
                        X25519_HEADER,
                        "X25519",
                        KeyPairGenerator.getInstance("X25519").generateKeyPair()),
                new KeyShare(23, P256_HEADER, "ECDH", elliptic("secp256r1")),
                new KeyShare(24, P384_HEADER, "ECDH", elliptic("secp384r1")));
    }

    private static KeyPair elliptic(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    int group() {
        return group;
    }

    byte[] sent() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, header.length, encoded.length);
    }

    /** The secret that both sides come to. */
    byte[] agreeWith(byte[] theirs) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(header, header.length + theirs.length);
        System.arraycopy(theirs, 0, encoded, header.length, theirs.length);
        PublicKey key = KeyFactory.getInstance(agreement.equals("ECDH") ? "EC" : agreement)
                .generatePublic(new X509EncodedKeySpec(encoded));
        KeyAgreement agreed = KeyAgreement.getInstance(agreement);
        agreed.init(pair.getPrivate());
        agreed.doPhase(key, true);
        return agreed.generateSecret();
    }
}
