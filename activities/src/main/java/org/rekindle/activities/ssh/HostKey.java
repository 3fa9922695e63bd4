// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * The one host key that a machine may show. sshd has one of each kind (RSA, ECDSA, ED25519) and shows the first that the
 * client asks for. A fingerprint does not show its kind, so the client asks again without the kinds that it has seen.
 *
 * @param fingerprint {@code SHA256:} and 43 characters
 * @param kinds the kinds of key that it may be
 */
record HostKey(String fingerprint, Set<String> kinds) {

    private static final String SHA256 = "SHA256:";

    /** The kind of key, as a line of known_hosts calls it, and the algorithms by which it signs, the best first. */
    private static final List<Map.Entry<String, List<BuiltinSignatures>>> KINDS = List.of(
            Map.entry("ssh-ed25519", List.of(BuiltinSignatures.ed25519)),
            Map.entry("ecdsa-sha2-nistp256", List.of(BuiltinSignatures.nistp256)),
            Map.entry("ecdsa-sha2-nistp384", List.of(BuiltinSignatures.nistp384)),
            Map.entry("ecdsa-sha2-nistp521", List.of(BuiltinSignatures.nistp521)),
            Map.entry(
                    "ssh-rsa",
                    List.of(BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256, BuiltinSignatures.rsa)));

    /**
     * Reads what the fleet file says.
     *
     * @param pinned a fingerprint as {@code ssh-keygen -lf} prints it, or a key as {@code ssh-keyscan} prints it, with or without
     *     the host before it
     */
    static HostKey of(String host, String pinned) {
        String said = pinned.strip();
        if (said.startsWith(SHA256)) {
            return new HostKey(said, KINDS.stream().map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet()));
        }
        List<String> words = List.of(said.split("\\s+"));
        for (int word = 0; word + 1 < words.size(); word++) {
            if (KINDS.stream().map(Map.Entry::getKey).anyMatch(words.get(word)::equals)) {
                return new HostKey(fingerprint(host, words.get(word + 1)), Set.of(words.get(word)));
            }
        }
        throw Failures.of(
                FailureCode.MISCONFIGURED,
                "hostKey: of " + host + " is neither a SHA256 fingerprint nor a key"
                        + (said.startsWith("MD5:") ? " (MD5 proves too little)" : "")
                        + "; write one of those that `ssh-keyscan " + host + " | ssh-keygen -lf -` prints.");
    }

    /** The algorithms to ask for when keys of these kinds were shown already and are not the one. */
    List<NamedFactory<Signature>> without(Set<String> shown) {
        List<NamedFactory<Signature>> asked = new ArrayList<>();
        KINDS.stream()
                .filter(each -> kinds.contains(each.getKey()) && !shown.contains(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .filter(BuiltinSignatures::isSupported)
                .forEach(asked::add);
        return asked;
    }

    private static String fingerprint(String host, String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(key));
            return SHA256 + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (IllegalArgumentException notBase64) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "hostKey: of " + host + " is not a whole key; write the line that `ssh-keyscan " + host
                            + "` prints.");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256", impossible);
        }
    }
}
