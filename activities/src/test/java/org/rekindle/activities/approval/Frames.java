// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Frames of SSHSIG that ssh-keygen does not make here: with a security key, for which it needs the hardware; with SHA-1; with a part
 * changed. The security keys are simulated as FIDO specifies them: the device signs the application, flags, a counter and the text.
 */
final class Frames {

    private static final String REKINDLE = "rekindle";
    private static final String APPLICATION = "ssh:";
    private static final int COUNTER = 7;

    private Frames() {}

    /** A line of a .pub file and what it signed. */
    record Signed(String publicKey, String armored) {}

    /** A key of Ed25519, as most people have one. */
    static final class Key {

        private final KeyPair pair;
        private final ByteArrayBuffer blob = new ByteArrayBuffer();

        private Key(KeyPair pair) {
            this.pair = pair;
            blob.putString("ssh-ed25519");
            blob.putBytes(point((EdECPublicKey) pair.getPublic()));
        }

        static Key make() {
            try {
                return new Key(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        String line() {
            return Frames.line("ssh-ed25519", blob);
        }

        String sign(String namespace, String text) throws GeneralSecurityException {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(toSign(namespace, text));
            ByteArrayBuffer signed = new ByteArrayBuffer();
            signed.putString("ssh-ed25519");
            signed.putBytes(signature.sign());
            return armored(Frames.frame(namespace, blob, signed));
        }
    }

    /** Puts a blob into its armour. */
    static String armored(byte[] frame) {
        return "-----BEGIN SSH SIGNATURE-----\n"
                + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(frame)
                + "\n-----END SSH SIGNATURE-----\n";
    }

    /** What the armour holds. */
    static byte[] frame(String armored) {
        return Base64.getMimeDecoder().decode(armored.replaceAll("-----[A-Z ]+-----", ""));
    }

    /** By a security key with a curve of NIST; {@code flags} 1 says that the person touched it. */
    static Signed bySecurityKeyEcdsa(String text, int flags) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        ByteArrayBuffer blob = new ByteArrayBuffer();
        String type = "sk-ecdsa-sha2-nistp256@openssh.com";
        blob.putString(type);
        blob.putString("nistp256");
        ByteArrayBuffer point = new ByteArrayBuffer();
        point.putByte((byte) 4);
        point.putRawBytes(unsigned(key.getW().getAffineX(), 32));
        point.putRawBytes(unsigned(key.getW().getAffineY(), 32));
        blob.putBytes(point.getCompactData());
        blob.putString(APPLICATION);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(challenge(text, flags));
        byte[] both = signature.sign();
        ByteArrayBuffer ecdsa = new ByteArrayBuffer();
        ecdsa.putMPInt(new BigInteger(1, Arrays.copyOfRange(both, 0, 32)));
        ecdsa.putMPInt(new BigInteger(1, Arrays.copyOfRange(both, 32, 64)));
        return bySecurityKey(type, blob, ecdsa.getCompactData(), flags);
    }

    /** By a security key with Ed25519. */
    static Signed bySecurityKeyEd25519(String text, int flags) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        EdECPublicKey key = (EdECPublicKey) pair.getPublic();
        byte[] point = point(key);
        ByteArrayBuffer blob = new ByteArrayBuffer();
        String type = "sk-ssh-ed25519@openssh.com";
        blob.putString(type);
        blob.putBytes(point);
        blob.putString(APPLICATION);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(challenge(text, flags));
        return bySecurityKey(type, blob, signature.sign(), flags);
    }

    /** By RSA with a hash and the name of the algorithm that goes with it. */
    static Signed byRsa(String text, int bits, String algorithm, String java) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        ByteArrayBuffer blob = new ByteArrayBuffer();
        blob.putString("ssh-rsa");
        blob.putMPInt(key.getPublicExponent());
        blob.putMPInt(key.getModulus());
        Signature signature = Signature.getInstance(java);
        signature.initSign(pair.getPrivate());
        signature.update(toSign(REKINDLE, text));
        ByteArrayBuffer signed = new ByteArrayBuffer();
        signed.putString(algorithm);
        signed.putBytes(signature.sign());
        return new Signed(line("ssh-rsa", blob), armored(frame(REKINDLE, blob, signed)));
    }

    private static Signed bySecurityKey(String type, ByteArrayBuffer blob, byte[] signature, int flags) {
        ByteArrayBuffer signed = new ByteArrayBuffer();
        signed.putString(type);
        signed.putBytes(signature);
        signed.putByte((byte) flags);
        signed.putUInt(COUNTER);
        return new Signed(line(type, blob), armored(frame(REKINDLE, blob, signed)));
    }

    private static String line(String type, ByteArrayBuffer blob) {
        return type + " " + Base64.getEncoder().encodeToString(blob.getCompactData()) + " made-here";
    }

    private static byte[] point(EdECPublicKey key) {
        byte[] point = reversed(unsigned(key.getPoint().getY(), 32));
        if (key.getPoint().isXOdd()) {
            point[31] |= (byte) 0x80;
        }
        return point;
    }

    private static byte[] challenge(String text, int flags) throws GeneralSecurityException {
        ByteArrayBuffer challenge = new ByteArrayBuffer();
        challenge.putRawBytes(sha("SHA-256", APPLICATION.getBytes(StandardCharsets.UTF_8)));
        challenge.putByte((byte) flags);
        challenge.putUInt(COUNTER);
        challenge.putRawBytes(sha("SHA-256", toSign(REKINDLE, text)));
        return challenge.getCompactData();
    }

    private static byte[] toSign(String namespace, String text) throws GeneralSecurityException {
        ByteArrayBuffer signed = new ByteArrayBuffer();
        signed.putRawBytes("SSHSIG".getBytes(StandardCharsets.US_ASCII));
        signed.putString(namespace);
        signed.putString("");
        signed.putString("sha512");
        signed.putBytes(sha("SHA-512", text.getBytes(StandardCharsets.UTF_8)));
        return signed.getCompactData();
    }

    private static byte[] frame(String namespace, ByteArrayBuffer key, ByteArrayBuffer signature) {
        ByteArrayBuffer frame = new ByteArrayBuffer();
        frame.putRawBytes("SSHSIG".getBytes(StandardCharsets.US_ASCII));
        frame.putUInt(1);
        frame.putBytes(key.getCompactData());
        frame.putString(namespace);
        frame.putString("");
        frame.putString("sha512");
        frame.putBytes(signature.getCompactData());
        return frame.getCompactData();
    }

    private static byte[] sha(String algorithm, byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(data);
    }

    private static byte[] unsigned(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] unsigned = new byte[length];
        int kept = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - kept, unsigned, length - kept, kept);
        return unsigned;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
