// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.time.Instant;
import org.rekindle.activities.approval.oidc.IdTokenCheck;
import org.rekindle.activities.approval.passkey.PasskeyCheck;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** Checks one signature by what people sign with. Its beginning tells of which kind it is. */
public final class SignatureCheck {

    private final Signers signers;

    /** @param signers those who count */
    public SignatureCheck(Signers signers) {
        this.signers = signers;
    }

    /**
     * Whether the person of the text has signed it.
     *
     * @param signature of any kind
     * @param now the time at which the key must still be valid
     */
    public CheckedSignature check(SignedText text, String signature, Instant now) {
        String said = signature.strip();
        if (said.startsWith(SshCheck.BEGINNING)) {
            return new SshCheck(signers.keys()).check(text, said, now);
        }
        if (said.startsWith(PasskeyCheck.BEGINNING)) {
            return new PasskeyCheck(signers.passkeys()).check(text, said);
        }
        if (said.startsWith(ApprovalSignature.ID_TOKEN)) {
            return new IdTokenCheck(signers.oidc()).check(text, said);
        }
        return new CheckedSignature(
                text.by(),
                text.at(),
                "",
                "The signature is of no kind that is known. One by an SSH key must begin with \"" + SshCheck.BEGINNING
                        + "\", one by a passkey with \"" + PasskeyCheck.BEGINNING + "\".");
    }
}
