// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.rekindle.workflows.model.approval.SignedText;

/** Ties a login to one approval: the provider signs the nonce, and by it the text. */
public final class ApprovalNonce {

    private ApprovalNonce() {}

    /** SHA-256 of the text in UTF-8, as base64url without padding: 43 characters. */
    public static Nonce of(SignedText text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return new Nonce(Base64URL.encode(hash).toString());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256", impossible);
        }
    }
}
