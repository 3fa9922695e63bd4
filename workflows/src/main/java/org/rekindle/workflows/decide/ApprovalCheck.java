// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.Approve;

/** Decides whether somebody's leave can be taken. */
public final class ApprovalCheck {

    /** Who gives leave when the fleet file approves beforehand. No human may sign with it. */
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
     * @param requestedBy who asked for the run, null when nobody said
     * @param until when the plan is too old
     */
    public static @Nullable String objection(
            Approve approve,
            String asked,
            @Nullable String requestedBy,
            ApprovalPolicy policy,
            Instant until,
            Instant now) {
        if (approve.by().isBlank()) {
            return "Say who you are (by).";
        }
        if (!approve.planSha256().equals(asked)) {
            return "This approves another plan; the one that is asked about is " + asked + ".";
        }
        if (!now.isBefore(until)) {
            return "The plan is too old since " + until + "; a new one is being made.";
        }
        if (isPolicy(approve.by())) {
            return "\"" + BY_POLICY + "\" is how the fleet file itself approves; say who you are (by).";
        }
        if (isSame(approve.by(), requestedBy)) {
            return approve.by() + " asked for this run, so somebody else must approve it.";
        }
        if (!policy.approvers().isEmpty() && !policy.approvers().contains(approve.by())) {
            return approve.by() + " may not approve this; " + String.join(", ", policy.approvers()) + " may.";
        }
        return null;
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
