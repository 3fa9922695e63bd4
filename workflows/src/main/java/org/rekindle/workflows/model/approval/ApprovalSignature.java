// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A person's signature under an {@link ApprovalText}. It is no secret: whoever reads it can check it, and cannot make another.
 *
 * @param by who signed, by the name that the fleet file has
 * @param at when, by the signer's clock
 * @param key the fingerprint of the key, such as {@code SHA256:} and 43 characters, as the check at the approval saw it; shown,
 *     never trusted
 * @param armored the signature of any kind, such as {@code ssh-keygen -Y sign} writes
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovalSignature(String by, Instant at, String key, String armored) {

    /** What an ID token begins with: it is a compact JWT, a JSON object in base64url. */
    public static final String ID_TOKEN = "eyJ";

    /** Whether a login signed. */
    public boolean fromLogin() {
        return armored.strip().startsWith(ID_TOKEN);
    }
}
