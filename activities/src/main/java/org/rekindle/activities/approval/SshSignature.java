// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.BufferException;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A signature in the format SSHSIG. It is read with the strictness of {@code sshsig.c} of OpenSSH. */
final class SshSignature {

    static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
    private static final String END = "-----END SSH SIGNATURE-----";
    private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    /** The hashes of the text, by the names that the format has for them. */
    private static final Map<String, String> HASHES = Map.of("sha512", "SHA-512", "sha256", "SHA-256");

    private final String fingerprint;
    private final String namespace;
    private final String hash;
    private final String digest;
    private final byte[] signature;

    private SshSignature(String fingerprint, String namespace, String hash, String digest, byte[] signature) {
        this.fingerprint = fingerprint;
        this.namespace = namespace;
        this.hash = hash;
        this.digest = digest;
        this.signature = signature;
    }

    /**
     * Reads what {@code ssh-keygen -Y sign} wrote. Line breaks may have become spaces on the way, as in a form.
     *
     * @throws NoSignature when it is something else
     */
    static SshSignature read(String armored) throws NoSignature {
        String text = armored.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.length() < BEGIN.length() + END.length()) {
            throw new NoSignature("The signature must begin with \"" + BEGIN + "\" and end with \"" + END + "\".");
        }
        String base64 =
                text.substring(BEGIN.length(), text.length() - END.length()).replaceAll("\\s", "");
        try {
            return framed(new ByteArrayBuffer(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException | BufferException broken) {
            throw new NoSignature("The signature is broken: part of it is missing or was changed.");
        }
    }

    private static SshSignature framed(ByteArrayBuffer frame) throws NoSignature {
        byte[] magic = new byte[MAGIC.length];
        frame.getRawBytes(magic);
        long version = frame.getUInt();
        if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
            throw new NoSignature("The signature is not of version 1 of the format SSHSIG.");
        }
        byte[] key = frame.getBytes();
        String namespace = frame.getString();
        // Reserved for later: OpenSSH passes over it, and signs as if it were empty.
        frame.getBytes();
        String hash = frame.getString();
        byte[] signature = frame.getBytes();
        if (frame.available() > 0) {
            throw new NoSignature("The signature is broken: something follows it.");
        }
        String digest = HASHES.get(hash);
        if (digest == null) {
            throw new NoSignature("The signature is over a hash that is not known; sign with ssh-keygen's own.");
        }
        return new SshSignature(fingerprint(key), namespace, hash, digest, signature);
    }

    private static String fingerprint(byte[] key) {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest("SHA-256", key));
    }

    /** The fingerprint of the key that it says it was made with. */
    String fingerprint() {
        return fingerprint;
    }

    /** What it was made for. */
    String namespace() {
        return namespace;
    }

    /** Whether it is one by this key, over this text. The key is the one that is listed, not the one that the signature carries. */
    boolean holds(String text, SshPublicKey key) {
        if (!fingerprint.equals(key.fingerprint())) {
            return false;
        }
        Optional<Signature> verifier = verifier(key);
        return verifier.isPresent() && verified(verifier.get(), text, key);
    }

    private Optional<Signature> verifier(SshPublicKey key) {
        try {
            String algorithm = new ByteArrayBuffer(signature).getString();
            return Optional.of(algorithm)
                    .filter(key.algorithms()::contains)
                    .map(BuiltinSignatures::resolveFactory)
                    .map(NamedFactory::create);
        } catch (BufferException broken) {
            return Optional.empty();
        }
    }

    private boolean verified(Signature verifier, String text, SshPublicKey key) {
        ByteArrayBuffer signed = new ByteArrayBuffer();
        signed.putRawBytes(MAGIC);
        signed.putString(namespace);
        signed.putBytes(new byte[0]);
        signed.putString(hash);
        signed.putBytes(digest(digest, text.getBytes(StandardCharsets.UTF_8)));
        begin(verifier, key);
        try {
            verifier.update(null, signed.getCompactData());
            return verifier.verify(null, signature);
        } catch (Exception unreadable) {
            // The library's interface names no narrower type. A signature that it cannot read holds no more than a
            // wrong one.
            return false;
        }
    }

    private static void begin(Signature verifier, SshPublicKey key) {
        try {
            verifier.initVerifier(null, key.key());
        } catch (Exception unsupported) {
            throw new IllegalStateException("This Java cannot check signatures of type " + key.type(), unsupported);
        }
    }

    private static byte[] digest(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no " + algorithm, impossible);
        }
    }
}
