// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A public key by which approvals may be signed.
 *
 * @param type as the line of a {@code .pub} file calls it
 * @param fingerprint {@code SHA256:} and 43 characters, as {@code ssh-keygen -l} prints it. Two keys with one fingerprint are one key
 */
public record SshPublicKey(String type, PublicKey key, String fingerprint) {

    /** What OpenSSH asks of an RSA key by default is 1024 bits. NIST SP 800-131A asks for 2048. */
    private static final int FEWEST_RSA_BITS = 2048;

    /** The types of keys, each with the algorithms by which it may sign. RSA with SHA-1 ({@code ssh-rsa}) and DSA are none of them. */
    private static final Map<String, List<String>> ALGORITHMS = Map.of(
            "ssh-ed25519", List.of("ssh-ed25519"),
            "sk-ssh-ed25519@openssh.com", List.of("sk-ssh-ed25519@openssh.com"),
            "ecdsa-sha2-nistp256", List.of("ecdsa-sha2-nistp256"),
            "ecdsa-sha2-nistp384", List.of("ecdsa-sha2-nistp384"),
            "ecdsa-sha2-nistp521", List.of("ecdsa-sha2-nistp521"),
            "sk-ecdsa-sha2-nistp256@openssh.com", List.of("sk-ecdsa-sha2-nistp256@openssh.com"),
            "ssh-rsa", List.of("rsa-sha2-512", "rsa-sha2-256"));

    private static final String WRITE_THE_LINE =
            "write the whole line of the .pub file, such as `ssh-ed25519 AAAA... ben@laptop`";

    /**
     * Reads a key as a line of a {@code .pub} file has it: type, base64, comment.
     *
     * @throws UnusableKey when it is none, or of a kind that may not sign
     */
    public static SshPublicKey read(String line) throws UnusableKey {
        if (line.contains("PRIVATE KEY")) {
            throw new UnusableKey(
                    "is a private key, which belongs into no file but its owner's",
                    "write the line of the .pub file, and have the owner make a new key");
        }
        String[] words = line.strip().split("\\s+", 3);
        if (words.length < 2) {
            throw new UnusableKey("is not a whole key", WRITE_THE_LINE);
        }
        checkType(words[0]);
        return decoded(words[0], words[1]);
    }

    /** The algorithms by which it may sign. */
    List<String> algorithms() {
        return Optional.ofNullable(ALGORITHMS.get(type)).orElse(List.of());
    }

    /** Whether a word is a type of key, also one that may not sign. */
    static boolean isType(String word) {
        return ALGORITHMS.containsKey(word) || word.equals("ssh-dss") || word.contains("-cert-v");
    }

    private static void checkType(String type) throws UnusableKey {
        if (type.equals("ssh-dss")) {
            throw new UnusableKey(
                    "is a DSA key, which OpenSSH does not take any more", "make one with `ssh-keygen -t ed25519`");
        }
        if (type.contains("-cert-v")) {
            throw new UnusableKey("is a certificate", "write the public key that it is for");
        }
        if (!ALGORITHMS.containsKey(type)) {
            throw new UnusableKey(
                    "begins with no known type of key",
                    "use one of "
                            + String.join(
                                    ", ", ALGORITHMS.keySet().stream().sorted().toList()));
        }
    }

    private static SshPublicKey decoded(String type, String base64) throws UnusableKey {
        try {
            ByteArrayBuffer blob = new ByteArrayBuffer(Base64.getDecoder().decode(base64));
            PublicKey key = blob.getRawPublicKey();
            if (key == null || blob.available() > 0 || !type.equals(KeyUtils.getKeyType(key))) {
                throw broken();
            }
            checkSize(key);
            return new SshPublicKey(type, key, KeyUtils.getFingerPrint(BuiltinDigests.sha256.create(), key));
        } catch (RuntimeException | SshException notAKey) {
            // The libraries below have many exceptions for numbers and points that no key can have.
            throw broken();
        }
    }

    private static UnusableKey broken() {
        return new UnusableKey("is broken: its base64 is not the data of such a key", WRITE_THE_LINE);
    }

    private static void checkSize(PublicKey key) throws UnusableKey {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < FEWEST_RSA_BITS) {
            throw new UnusableKey(
                    "is an RSA key of " + rsa.getModulus().bitLength() + " bits, which is too short",
                    "make one with `ssh-keygen -t ed25519`");
        }
    }
}
