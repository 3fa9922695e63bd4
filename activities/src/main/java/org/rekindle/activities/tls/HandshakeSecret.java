// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Reads what a server sends of its handshake under TLS 1.3 (RFC 8446, 5.2 and 7.1). */
final class HandshakeSecret {

    private static final int TAG_BITS = 128;
    private static final int NONCE = 12;

    private final String hash;
    private final byte[] key;
    private final byte[] iv;
    private long sequence;

    /**
     * @param suite the one that the server has chosen
     * @param shared the secret that both sides have come to
     * @param hellos both messages that went in the clear
     */
    HandshakeSecret(int suite, byte[] shared, byte[] hellos) throws GeneralSecurityException {
        boolean large = suite == ClientHello.TLS_AES_256_GCM_SHA384;
        this.hash = large ? "384" : "256";
        int size = large ? 48 : 32;
        byte[] early = extract(new byte[size], new byte[size]);
        byte[] handshake = extract(expand(early, "derived", digest(new byte[0]), size), shared);
        byte[] server = expand(handshake, "s hs traffic", digest(hellos), size);
        this.key = expand(server, "key", new byte[0], large ? 32 : 16);
        this.iv = expand(server, "iv", new byte[0], NONCE);
    }

    /** The content of a record, with the type of the content as its last byte. */
    byte[] open(byte[] header, byte[] record) throws GeneralSecurityException {
        byte[] nonce = iv.clone();
        byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(sequence++).array();
        for (int i = 0; i < count.length; i++) {
            nonce[NONCE - count.length + i] ^= count[i];
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        byte[] padded = cipher.doFinal(record);
        int end = padded.length;
        while (end > 0 && padded[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(padded, end);
    }

    private byte[] digest(byte[] of) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-" + hash).digest(of);
    }

    private byte[] extract(byte[] salt, byte[] from) throws GeneralSecurityException {
        return mac(salt).doFinal(from);
    }

    private byte[] expand(byte[] secret, String label, byte[] context, int length) throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.write(length >> 8);
        info.write(length);
        info.write(name.length);
        info.writeBytes(name);
        info.write(context.length);
        info.writeBytes(context);
        // No more than the hash is long is ever asked for, so that the first block is enough.
        info.write(1);
        return Arrays.copyOf(mac(secret).doFinal(info.toByteArray()), length);
    }

    private Mac mac(byte[] secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA" + hash);
        mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
        return mac;
    }
}
