// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.passkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/**
 * Checks a signature that was made with a passkey: for this text, on the page of the fleet file, by a person who was there and whom the
 * device knew. The key is the one that is listed. The count of signatures is not looked at: it would have to be kept, passkeys that are
 * on more than one device do not count, and a signature that is sent twice approves nothing more.
 */
public final class PasskeyCheck {

    /** What such a signature begins with. */
    public static final String BEGINNING = "{";

    /** It goes into the report, so it has neither line breaks nor what ends a block of Markdown. */
    private static final Pattern ONE_LINE = Pattern.compile("\\{[\\x20-\\x7e&&[^`]]*}");

    private static final String BROKEN =
            "The signature is broken: it is not what a browser makes of a passkey's answer, or was changed.";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WebAuthnManager WEB_AUTHN = WebAuthnManager.createNonStrictWebAuthnManager();

    private final List<Passkey> passkeys;

    /** @param passkeys those that count */
    public PasskeyCheck(List<Passkey> passkeys) {
        this.passkeys = List.copyOf(passkeys);
    }

    /** What a passkey signs of a text: its SHA-256. */
    public static byte[] challenge(SignedText text) {
        return Passkey.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Whether the person of the text has signed it.
     *
     * @param signature an {@code AuthenticationResponseJSON} of Web Authentication, on one line
     */
    public CheckedSignature check(SignedText text, String signature) {
        Optional<AuthenticationData> answer = read(signature);
        if (answer.isEmpty()) {
            return new CheckedSignature(text.by(), text.at(), "", BROKEN);
        }
        return check(text, answer.get());
    }

    private static Optional<AuthenticationData> read(String signature) {
        if (!ONE_LINE.matcher(signature).matches()) {
            return Optional.empty();
        }
        try {
            JsonNode answer = JSON.readTree(signature);
            JsonNode response = answer.path("response");
            return Optional.of(WEB_AUTHN.parse(new AuthenticationRequest(
                    bytes(answer.path("id")),
                    bytes(response.path("authenticatorData")),
                    bytes(response.path("clientDataJSON")),
                    bytes(response.path("signature")))));
        } catch (JsonProcessingException | RuntimeException unreadable) {
            // WebAuthn4J lets the exceptions of its own parsers through, so that no narrower type has them all.
            return Optional.empty();
        }
    }

    private static byte[] bytes(JsonNode base64url) {
        return Base64.getUrlDecoder().decode(base64url.asText());
    }

    private CheckedSignature check(SignedText text, AuthenticationData answer) {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(answer.getCredentialId());
        Optional<Passkey> listed =
                passkeys.stream().filter(each -> each.id().equals(id)).findFirst();
        if (listed.isEmpty()) {
            return new CheckedSignature(
                    text.by(), text.at(), "", "A passkey made the signature that the fleet file does not have.");
        }
        Passkey passkey = listed.get();
        return new CheckedSignature(text.by(), text.at(), passkey.fingerprint(), objection(text, answer, passkey));
    }

    private static @Nullable String objection(SignedText text, AuthenticationData answer, Passkey passkey) {
        if (!passkey.person().equals(text.by())) {
            return "The " + passkey.fingerprint() + " made the signature. It is that of " + passkey.person()
                    + ", not of " + text.by() + ".";
        }
        try {
            WEB_AUTHN.verify(answer, expected(text, passkey));
            return null;
        } catch (WebAuthnException refused) {
            return sentence(refused, text, passkey.site());
        }
    }

    private static AuthenticationParameters expected(SignedText text, Passkey passkey) {
        ServerProperty page = ServerProperty.builder()
                .origin(new Origin(passkey.site().origin()))
                .rpId(passkey.site().domain())
                .challenge(new DefaultChallenge(challenge(text)))
                .build();
        AttestedCredentialData listed = new AttestedCredentialData(AAGUID.ZERO, passkey.idBytes(), passkey.coseKey());
        CredentialRecordImpl credential = new CredentialRecordImpl(
                new NoneAttestationStatement(), null, null, null, 0, listed, null, null, null, null);
        return new AuthenticationParameters(page, credential, List.of(passkey.idBytes()), true, true);
    }

    private static String sentence(WebAuthnException refused, SignedText text, PasskeySite site) {
        if (refused instanceof BadChallengeException) {
            return "The signature of " + text.by() + " is not over this " + text.kind()
                    + ", so it is for another run, question, name or time.";
        }
        if (refused instanceof BadOriginException
                || refused instanceof BadRpIdException
                || refused instanceof BadTopOriginException) {
            return "The signature of " + text.by() + " was made on another page than " + site.origin() + ".";
        }
        if (refused instanceof UserNotVerifiedException || refused instanceof UserNotPresentException) {
            return "The signature of " + text.by()
                    + " was made without a look at who was there. Use a passkey that asks for a fingerprint, a face or"
                    + " a PIN.";
        }
        return "The signature of " + text.by() + " was not made by the passkey that is listed, or was changed.";
    }
}
