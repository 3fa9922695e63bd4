// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.run.AnswerCheck;

/** Decides whether an approval can be accepted. */
public final class ApprovalCheck {

    /** Who approves when the fleet file approves beforehand. No human may sign with it. */
    public static final String BY_POLICY = "policy";

    /**
     * Characters that take no room: format and control characters, and those others that Unicode says are ignored where
     * nothing knows them, such as variation selectors and Hangul fillers.
     */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cf}\\p{Cc}\\x{034F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2065}\\x{3164}\\x{FE00}-\\x{FE0F}"
                    + "\\x{FFA0}\\x{E0000}-\\x{E0FFF}]");

    private ApprovalCheck() {}

    /**
     * Why not, in a sentence; null when it can.
     *
     * @param asked the hash of the plan that is asked about
     * @param requestedBy who asked for the run, null when the request does not say
     * @param until when the plan is too old
     */
    public static @Nullable String objection(
            Approve approve,
            PlanHash asked,
            @Nullable String requestedBy,
            ApprovalPolicy policy,
            Instant until,
            Instant now) {
        if (approve.by().isBlank()) {
            return "Say who you are (by).";
        }
        if (!asked.equals(approve.planSha256())) {
            return "This approves another plan; the one that is asked about is " + asked + ".";
        }
        if (!now.isBefore(until)) {
            return "The plan is too old since " + until + "; a new one is being made.";
        }
        if (isPolicy(approve.by())) {
            return "\"" + BY_POLICY + "\" is how the fleet file itself approves; say who you are (by).";
        }
        if (isSame(approve.by(), requestedBy)) {
            return approve.by() + " asked for this run, so another person must approve it.";
        }
        if (!mayApprove(approve.by(), policy)) {
            return approve.by() + " may not approve this; " + String.join(", ", policy.approvers()) + " may.";
        }
        return unsigned(approve, policy);
    }

    /** Whether the fleet file lets a person approve. Where it names no approvers, everybody may but the one who asked. */
    public static boolean mayApprove(String by, ApprovalPolicy policy) {
        return policy.approvers().isEmpty() || policy.approvers().contains(by);
    }

    /** What is missing of a signature; whether one holds is for an activity to say, which knows the keys. */
    private static @Nullable String unsigned(Approve approve, ApprovalPolicy policy) {
        String signature = approve.signature();
        if (signature == null) {
            return policy.signed()
                    ? "The fleet file has keys, so " + approve.by()
                            + " must sign the approval: ./rekindle approve CLUSTER --key FILE, --print to sign"
                            + " elsewhere, or a passkey on the worker's page."
                    : null;
        }
        return AnswerCheck.unusable(approve.at(), signature);
    }

    /**
     * Whether both are one person: names are written in more than one way, and neither a capital letter nor what nobody sees
     * makes somebody else. Letters of other alphabets that look alike stay different.
     */
    public static boolean isSame(String one, @Nullable String other) {
        return other != null && plain(one).equals(plain(other));
    }

    /** Whether a name is the one by which the fleet file itself approves, which no human may use. */
    public static boolean isPolicy(String by) {
        return isSame(by, BY_POLICY);
    }

    /** A name without what nobody sees or means: format characters, forms of width, kinds of space, capitals. */
    private static String plain(String name) {
        String seen = UNSEEN.matcher(name).replaceAll("");
        // Both ways, since some capitals are no single small letter and the other way round.
        String folded = Normalizer.normalize(seen, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        // NFKC has made spaces of all kinds of spaces but the Ogham one, and combines what folding took apart.
        return Normalizer.normalize(UNSEEN.matcher(folded).replaceAll(""), Normalizer.Form.NFKC)
                .strip();
    }
}
