// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/**
 * Checks an ID token under an approval. Who is named comes last, so that no sentence quotes a claim that nobody signed. How long the
 * approval is valid is for the policy to say: the token's own end is minutes after the login.
 */
public final class IdTokenCheck {

    /** Those with a public key alone. With HS256, whoever knows a key that all may know could sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final @Nullable OidcSigners signers;

    /** @param signers who may approve so; null where the fleet file names no provider */
    public IdTokenCheck(@Nullable OidcSigners signers) {
        this.signers = signers;
    }

    /**
     * Whether the person of the text has logged in to approve it. Fails with {@code UNAVAILABLE} when the provider does not show its
     * keys.
     *
     * @param compact the ID token
     */
    public CheckedSignature check(SignedText text, String compact) {
        if (signers == null) {
            return refused(text, "The fleet file names no identity provider, so no ID token can be checked.");
        }
        try {
            SignedJWT token = SignedJWT.parse(compact);
            return check(text, token, new IDTokenClaimsSet(token.getJWTClaimsSet()), signers);
        } catch (java.text.ParseException | ParseException | IllegalArgumentException broken) {
            // Nimbus takes no blank claim.
            return refused(text, "The ID token cannot be read: it is not signed, or part of it is missing.");
        }
    }

    private static CheckedSignature check(
            SignedText text, SignedJWT token, IDTokenClaimsSet claims, OidcSigners signers) {
        String objection = IdTokenClaims.objection(text, claims, signers.client());
        if (objection == null) {
            objection = forged(token, signers.client());
        }
        if (objection != null) {
            return refused(text, objection);
        }
        String subject = claims.getSubject().getValue();
        return new CheckedSignature(
                text.by(),
                text.at(),
                signers.client().issuer() + "#" + subject,
                another(text.by(), subject, signers.people().get(subject)));
    }

    private static CheckedSignature refused(SignedText text, String objection) {
        return new CheckedSignature(text.by(), text.at(), "", objection);
    }

    private static @Nullable String forged(SignedJWT token, OidcClient client) {
        try {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    ALGORITHMS, new ImmutableJWKSet<>(new ProviderEndpoints(client).keys())));
            // It would refuse a token that has ended since.
            processor.setJWTClaimsSetVerifier(null);
            processor.process(token, null);
            return null;
        } catch (BadJOSEException | JOSEException forged) {
            return "The signature of the ID token does not hold by the keys that " + client.issuer()
                    + " has now. If the provider has changed its keys since, approve again.";
        } catch (ProviderTrouble trouble) {
            throw Failures.of(
                    FailureCode.UNAVAILABLE, "The ID token of an approval cannot be checked. " + trouble.sentence());
        }
    }

    private static @Nullable String another(String by, String subject, @Nullable String person) {
        if (person == null) {
            return "The ID token is that of the subject " + subject + ", which the fleet file lists for nobody.";
        }
        return person.equals(by) ? null : "The ID token is that of " + person + ", not of " + by + ".";
    }
}
