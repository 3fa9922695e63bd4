// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.text;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rekindle.workflows.model.plan.Clue;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.RecoveryPlan;

/** Says decisions and their reasons in words. */
public final class Sentences {

    private static final Pattern OPTIONAL = Pattern.compile("\\[(!?)(\\w+)\\?([^\\]]*)]");
    private static final Pattern FACT = Pattern.compile("\\{(\\w+)}([.,;)]?)");

    /** Stands for a fact that a reason should have and has not; a page must not fail for it. */
    static final String UNKNOWN = "(unknown)";

    private static final String BY_POLICY = "tried all the same, as the policy says (templates: as-listed)";

    private Sentences() {}

    /** One reason, and after it the reasons that it has itself. */
    public static String of(Reason reason) {
        String pattern = OPTIONAL.matcher(Patterns.of(reason.code()))
                .replaceAll(found ->
                        Matcher.quoteReplacement(optional(found.group(1), found.group(2), found.group(3), reason)));
        String sentence = FACT.matcher(pattern)
                .replaceAll(found -> Matcher.quoteReplacement(fact(reason, found.group(1), found.group(2))));
        return (Text.ended(sentence) + " " + of(reason.because())).strip();
    }

    /** Several reasons, one after the other. */
    public static String of(Collection<Reason> reasons) {
        return reasons.stream().map(Sentences::of).collect(Collectors.joining(" "));
    }

    /** What is wrong with a cluster. */
    public static String of(Diagnosis diagnosis) {
        return of(diagnosis.reason());
    }

    /** What would make a diagnosis surer. */
    public static String of(Clue clue) {
        return Clues.of(clue);
    }

    /** What a decision is about, such as {@code template ubuntu-1.33}. */
    public static String step(Decision decision) {
        return switch (decision.step()) {
            case TEMPLATE -> "template " + decision.about();
            case UPGRADE -> decision.about().isEmpty() ? "upgrade" : "upgrade to " + decision.about();
            case SECOND_UPGRADE -> "second upgrade";
            case REMEDY -> decision.about().isEmpty() ? "remedy" : "remedy " + Text.constant(decision.about());
            case VOLUMES -> "volumes";
            case STATE -> "state";
            case CREATE -> "create";
            case QUOTA -> "quota";
            case FRESH_CLIENT_CERTIFICATE -> "fresh client certificate";
            case RENEW_IN_PLACE -> "renew in place";
            case REBUILD -> "rebuild from " + decision.about();
            case DUPLICATE -> "duplicate " + decision.about();
            case DEGRADED_CLUSTER -> "degraded cluster " + decision.about();
            case WATCH -> "watch the new cluster";
        };
    }

    /** What was chosen, such as {@code left out}. */
    public static String choice(Decision decision) {
        return switch (decision.choice()) {
            case CHOSEN -> Text.constant(decision.chosen());
            case NOT_CHOSEN -> "not chosen";
            case ALLOWED -> "may be built from";
            case ALLOWED_LAST -> "may be built from, last";
            case ALLOWED_BY_POLICY -> BY_POLICY;
            case ALLOWED_BY_POLICY_LAST -> BY_POLICY + ", last";
            case LEFT_OUT -> "left out";
            case UPGRADE_TO -> "to " + decision.chosen();
            case NOT_VIABLE -> "not viable";
            case SKIPPED -> "skipped";
            case KEPT -> "kept";
            case PROTECTED_FIRST -> "protected first";
            case NOT_KNOWN -> "not known";
            case NOT_KNOWN_YET -> "not known yet";
            case REPORTED -> "is " + decision.chosen();
            case TAKEN -> "taken";
            case IN_VAIN -> "in vain";
            case GIVEN_UP -> "given up";
            case NEXT_TEMPLATE -> "next template";
            case DELETED_NEXT_TEMPLATE -> "deleted, next template";
            case DELETED -> "deleted";
            case ACCEPTED -> "accepted, though Magnum still says " + decision.chosen();
            case TO_BE_WRITTEN -> "magnum: " + decision.chosen();
        };
    }

    /** Why it was chosen. */
    public static String why(Decision decision) {
        return of(decision.reasons());
    }

    private static String optional(String not, String name, String text, Reason reason) {
        boolean known = reason.facts().containsKey(name);
        if (known == not.isEmpty()) {
            return text;
        }
        return "";
    }

    /** What others said may be a sentence with its own full stop, in the middle of ours. */
    private static String fact(Reason reason, String name, String after) {
        String fact = reason.facts().getOrDefault(name, UNKNOWN);
        if (after.isEmpty() || !fact.endsWith(".")) {
            return fact + after;
        }
        return fact.substring(0, fact.length() - 1) + after;
    }

    /** What the command that approves a plan needs beside the plan; empty for nothing. */
    public static String signing(RecoveryPlan plan) {
        return plan.signed() ? " --by NAME (--key FILE | --oidc)" : "";
    }

    /** Whether the name of an approver is proven. */
    public static String approverIsKnown(RecoveryPlan plan) {
        if (plan.signedRequest()) {
            return "Each approval must be signed, by an SSH key, a passkey or a login. While no one has signed for the run as"
                    + " its requester, the requester counts as unknown, and one more person must approve.";
        }
        if (plan.signed()) {
            return "Each approval must be signed, by an SSH key, a passkey or a login.";
        }
        return "Names are claims: the fleet file has no keys, so nothing proves who approves.";
    }
}
