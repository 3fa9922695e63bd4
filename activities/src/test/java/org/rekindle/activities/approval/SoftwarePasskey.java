// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.Locale;

/** A passkey in software. It signs as a telephone does, and as a thief would have it sign. */
final class SoftwarePasskey {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;

    private final KeyPair keys;
    private final String algorithm;
    private final byte[] id;
    private int count;

    private SoftwarePasskey(KeyPair keys, String algorithm, byte[] id) {
        this.keys = keys;
        this.algorithm = algorithm;
        this.id = id;
    }

    static SoftwarePasskey make() {
        return make("EC", 256, "SHA256withECDSA");
    }

    static SoftwarePasskey make(String kind, int bits, String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            KeyPair keys = generator.generateKeyPair();
            return new SoftwarePasskey(keys, algorithm, sha256(keys.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another key under the same id. */
    SoftwarePasskey impostor() {
        return new SoftwarePasskey(make().keys, algorithm, id);
    }

    /** What the page {@code /passkey} prints of it. */
    String line() {
        return "passkey:" + base64(id) + "." + base64(keys.getPublic().getEncoded());
    }

    /** An answer to a challenge, on our page, by a person whom the device knows. */
    Answer answer(byte[] challenge) {
        return new Answer(challenge);
    }

    /** What the browser and the device say, which can be changed before it is signed. */
    final class Answer {

        private final byte[] challenge;
        private String type = "webauthn.get";
        private String origin = "https://rekindle.example.org";
        private String domain = "rekindle.example.org";
        private String frame = "";
        private int flags = PRESENT | VERIFIED;
        private byte[] signedId = id;

        private Answer(byte[] challenge) {
            this.challenge = challenge;
        }

        Answer type(String other) {
            type = other;
            return this;
        }

        Answer origin(String other) {
            origin = other;
            return this;
        }

        Answer domain(String other) {
            domain = other;
            return this;
        }

        /** The page is shown within one of another site. */
        Answer framedBy(String top) {
            frame = ",\"crossOrigin\":true,\"topOrigin\":\"" + top + "\"";
            return this;
        }

        /** Somebody touched the device, and it did not ask who. */
        Answer withoutVerification() {
            flags = PRESENT;
            return this;
        }

        /** Nobody was there. */
        Answer withoutPresence() {
            flags = VERIFIED;
            return this;
        }

        /** Says that it is another passkey. */
        Answer inTheNameOf(SoftwarePasskey other) {
            signedId = other.id;
            return this;
        }

        /** As the page sends it. */
        String json() {
            byte[] client = ("{\"type\":\"" + type + "\",\"challenge\":\"" + base64(challenge) + "\",\"origin\":\""
                            + origin + "\"" + (frame.isEmpty() ? ",\"crossOrigin\":false" : frame) + "}")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] device = ByteBuffer.allocate(37)
                    .put(sha256(domain.getBytes(StandardCharsets.UTF_8)))
                    .put((byte) flags)
                    .putInt(++count)
                    .array();
            return String.format(
                    Locale.ROOT,
                    "{\"id\":\"%s\",\"rawId\":\"%s\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"%s\","
                            + "\"authenticatorData\":\"%s\",\"signature\":\"%s\"},\"clientExtensionResults\":{}}",
                    base64(signedId),
                    base64(signedId),
                    base64(client),
                    base64(device),
                    base64(signed(device, sha256(client))));
        }

        private byte[] signed(byte[] device, byte[] client) {
            try {
                Signature signer = Signature.getInstance(algorithm);
                signer.initSign(keys.getPrivate());
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(device);
                both.writeBytes(client);
                signer.update(both.toByteArray());
                return signer.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
