// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.policy.ApprovalPolicy;

/** Decides whether a person may answer, and by a name alone. Whether a signature holds is for an activity to say, which knows the keys. */
public final class AnswerCheck {

    /** In characters. The longest are that of an RSA key of 16384 bits, with less than 6000, and ID tokens of large groups. */
    private static final int LONGEST_SIGNATURE = 16 * 1024;

    private AnswerCheck() {}

    /**
     * Why a person may not reject a plan or answer a stuck step so, in a sentence; null when they may.
     *
     * @param command how to sign, as a command of the shell
     */
    public static @Nullable String objection(
            String by, @Nullable Instant at, @Nullable String signature, ApprovalPolicy policy, String command) {
        if (by.isBlank()) {
            return "Say who you are (by).";
        }
        if (!policy.mayOperate(by)) {
            return notAllowed(by, policy);
        }
        if (signature == null && policy.signedAnswers()) {
            return "The fleet file asks for signed answers, so " + by + " must sign: " + command
                    + " --key FILE, or --print to sign elsewhere.";
        }
        return unusable(at, signature);
    }

    /** The refusal of a person who is neither an operator nor an approver. */
    public static String notAllowed(String by, ApprovalPolicy policy) {
        List<String> allowed = Stream.concat(policy.operators().stream(), policy.approvers().stream())
                .distinct()
                .toList();
        return by + " may not answer this; " + String.join(", ", allowed) + " may.";
    }

    /** Why a signature cannot even be checked, in a sentence; null when it can, or when there is none. */
    public static @Nullable String unusable(@Nullable Instant at, @Nullable String signature) {
        if (signature == null) {
            return null;
        }
        if (at == null) {
            return "Say when it was signed (at), as the signed text says it, such as 2026-03-10T01:02:03Z.";
        }
        if (signature.length() > LONGEST_SIGNATURE) {
            return "The signature has more than " + LONGEST_SIGNATURE
                    + " characters; send what the key, the passkey or the provider made, and nothing else.";
        }
        return null;
    }
}
