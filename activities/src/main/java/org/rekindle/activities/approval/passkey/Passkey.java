// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.passkey;

import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.authenticator.EdDSACOSEKey;
import com.webauthn4j.data.attestation.authenticator.RSACOSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a passkey, and the one person whose it is.
 *
 * @param person by the name that the fleet file has
 * @param id by which the browser finds it, in base64url; two passkeys with one id are one passkey
 * @param site for which it signs
 */
public record Passkey(String person, String id, PublicKey key, PasskeySite site) {

    /** Both parts in base64url without padding. An id has at most 1023 bytes (section 4 of Web Authentication). */
    private static final Pattern LINE = Pattern.compile("passkey:([A-Za-z0-9_-]{22,1364})\\.([A-Za-z0-9_-]{40,1000})");

    /** The kinds of keys that the page asks for: P-256, Ed25519, and the RSA of Windows Hello. */
    private static final List<String> KINDS = List.of("EC", "Ed25519", "RSA");

    private static final int EC_BITS = 256;

    /** What NIST SP 800-131A asks for. */
    private static final int FEWEST_RSA_BITS = 2048;

    /**
     * Reads what the page {@code /passkey} prints: {@code passkey:}, the id, a full stop, and the key as X.509
     * {@code SubjectPublicKeyInfo}, which is what browsers give.
     *
     * @return empty when it is something else, or a kind of key that the page does not ask for
     */
    public static Optional<Passkey> read(String person, String line, PasskeySite site) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        byte[] encoded = Base64.getUrlDecoder().decode(parts.group(2));
        return KINDS.stream()
                .flatMap(kind -> key(kind, encoded).stream())
                .filter(key -> coseKey(key) != null)
                .map(key -> new Passkey(person, parts.group(1), key, site))
                .findFirst();
    }

    /** For people: the SHA-256 of its id. */
    public String fingerprint() {
        return "passkey SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(idBytes()));
    }

    byte[] idBytes() {
        return Base64.getUrlDecoder().decode(id);
    }

    /** The key as WebAuthn4J takes it, with the one algorithm by which it may sign. */
    COSEKey coseKey() {
        COSEKey cose = coseKey(key);
        if (cose == null) {
            throw new IllegalStateException("A passkey has a key of another kind than those that are read.");
        }
        return cose;
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256", impossible);
        }
    }

    private static @Nullable COSEKey coseKey(PublicKey key) {
        if (key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == EC_BITS) {
            return EC2COSEKey.create(ec, COSEAlgorithmIdentifier.ES256);
        }
        if (key instanceof EdECPublicKey ed) {
            return EdDSACOSEKey.create(ed, COSEAlgorithmIdentifier.EdDSA);
        }
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= FEWEST_RSA_BITS) {
            return RSACOSEKey.create(rsa, COSEAlgorithmIdentifier.RS256);
        }
        return null;
    }

    /** Empty when these bytes are a key of another kind. */
    private static Optional<PublicKey> key(String kind, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException anotherKind) {
            return Optional.empty();
        }
    }
}
