// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.SignedText;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** Checks a signature that was made with an SSH key. */
final class SshCheck {

    /** What such a signature begins with. */
    static final String BEGINNING = SshSignature.BEGIN;

    private final List<SignerKey> signers;

    /** @param signers the keys that count */
    SshCheck(List<SignerKey> signers) {
        this.signers = List.copyOf(signers);
    }

    /**
     * Whether the person of the text has signed it.
     *
     * @param armored what {@code ssh-keygen -Y sign} wrote
     * @param now the time at which the key must still be valid
     */
    CheckedSignature check(SignedText text, String armored, Instant now) {
        try {
            SshSignature signature = SshSignature.read(armored);
            return new CheckedSignature(text.by(), text.at(), signature.fingerprint(), objection(text, signature, now));
        } catch (NoSignature none) {
            return new CheckedSignature(text.by(), text.at(), "", none.sentence());
        }
    }

    private @Nullable String objection(SignedText text, SshSignature signature, Instant now) {
        if (!signature.namespace().equals(SignedText.NAMESPACE)) {
            return "The signature was made for the namespace \"" + signature.namespace() + "\". Rekindle's is \""
                    + SignedText.NAMESPACE + "\": ssh-keygen -Y sign -n " + SignedText.NAMESPACE + ".";
        }
        Optional<SignerKey> signer = signers.stream()
                .filter(each -> each.key().fingerprint().equals(signature.fingerprint()))
                .findFirst();
        if (signer.isEmpty()) {
            return "The key " + signature.fingerprint() + " made the signature, and the fleet file does not have it.";
        }
        return objection(text, signature, signer.get(), now);
    }

    private static @Nullable String objection(SignedText text, SshSignature signature, SignerKey signer, Instant now) {
        if (!signer.person().equals(text.by())) {
            return "The key " + signature.fingerprint() + " made the signature. It is that of " + signer.person()
                    + ", not of " + text.by() + ".";
        }
        if (!signer.isValidAt(text.at()) || !signer.isValidAt(now)) {
            return "The key " + signature.fingerprint() + " of " + signer.person()
                    + " is not valid now, or was not when it signed.";
        }
        if (!signature.holds(text.toString(), signer.key())) {
            return "The signature of " + text.by()
                    + " is not over this " + text.kind()
                    + ", so it is for another run, question, name or time, or was changed. Sign: \""
                    + text.toString().strip().replace("\n", " | ")
                    + "\", each part on a line of its own.";
        }
        return null;
    }
}
