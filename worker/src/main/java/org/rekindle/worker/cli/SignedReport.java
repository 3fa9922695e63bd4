// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rekindle.activities.approval.SignatureCheck;
import org.rekindle.activities.approval.Signers;
import org.rekindle.workflows.model.approval.ApprovalText;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.approval.RunText;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** The signatures in a report, checked without Temporal: the report itself has the texts, and the caller has the keys. */
final class SignedReport {

    private static final Pattern SIGNED = Pattern.compile("rekindle (?:approval|request) v1\\n"
            + "cluster (\\S+)\\n"
            + "run (\\S+) (\\S+)\\n"
            + "(?:plan ([0-9a-f]{64})\\n)?"
            + "by (\\S+)\\n"
            + "at (\\S+)\\n"
            + "```\\n\\s*```text\\n"
            + "(-----BEGIN SSH SIGNATURE-----\\n[A-Za-z0-9+/=\\n]+-----END SSH SIGNATURE-----|\\{[^`\\n]+\\})");

    /** What a signature leaves behind where the text above it, its armour or its fence was changed or cut off. */
    private static final Pattern REMAINS =
            Pattern.compile("(?m)^\\s*(rekindle (approval|request) v|-----(BEGIN|END) SSH SIGNATURE)");

    /** As the report names its approvers; a name is followed by the key of its signature. */
    private static final Pattern APPROVED = Pattern.compile("(?m)^Approved by (.+) at \\d{4}-\\d\\d-\\d\\d .*$");

    private static final Pattern NAMED = Pattern.compile("(\\S+) \\(key ([^()]+)\\)");

    private final String report;
    private final SignatureCheck check;

    /** @param signers those who count */
    SignedReport(String report, Signers signers) {
        this.report = report.replace("\r\n", "\n");
        this.check = new SignatureCheck(signers);
    }

    /**
     * A signature of the report.
     *
     * @param holds whether it is right
     * @param sentence what was found
     */
    record Finding(boolean holds, String sentence) {}

    /** One for each signature, in the order of the report, and one for each that is missing; empty when it has none. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Set<String> signed = new HashSet<>();
        Matcher found = SIGNED.matcher(report);
        while (found.find()) {
            findings.add(finding(found, signed));
        }
        if (REMAINS.matcher(SIGNED.matcher(report).replaceAll("")).find()) {
            findings.add(new Finding(
                    false,
                    "The report has a signature, or a text that was signed, that cannot be read: it was"
                            + " changed or cut off."));
        }
        findings.addAll(unsigned(signed));
        return List.copyOf(findings);
    }

    /** Approvers whom the report names with a key, and whose signature it does not have. */
    private List<Finding> unsigned(Set<String> signed) {
        List<Finding> findings = new ArrayList<>();
        Matcher approved = APPROVED.matcher(report);
        while (approved.find()) {
            Matcher named = NAMED.matcher(approved.group(1));
            while (named.find()) {
                if (!signed.contains(named.group())) {
                    findings.add(new Finding(false, missing(named.group(1), named.group(2))));
                }
            }
        }
        return findings;
    }

    /** A login is known by its issuer, which is a URL. Its ID token may say more of a person than a report should. */
    private static String missing(String approver, String key) {
        return key.startsWith("http")
                ? "The report says that " + approver + " approved by the login " + key
                        + ". It cannot be checked here: the ID token is in the history of the run alone."
                : "The report names " + approver + " with the key " + key
                        + " as an approver, and has no signature of them that can be read.";
    }

    private Finding finding(Matcher found, Set<String> signed) {
        Instant at;
        try {
            at = Instant.parse(found.group(6));
        } catch (DateTimeParseException noTime) {
            return new Finding(false, "A text of the report has no time in it: " + found.group(6) + ".");
        }
        RunText text = text(found, at);
        String plan = found.group(4);
        boolean ofThisRun = report.contains("| Run | " + found.group(3) + " |");
        if (!ofThisRun || (plan != null && !report.contains("Sealed as `" + plan + "`"))) {
            return new Finding(
                    false,
                    "The " + text.kind() + " by " + text.by() + " is for another run or plan than the report's.");
        }
        return finding(text, found.group(7), signed);
    }

    /** A request names no plan. */
    private static RunText text(Matcher found, Instant at) {
        String plan = found.group(4);
        if (plan == null) {
            return new RequestText(found.group(1), found.group(2), found.group(3), found.group(5), at);
        }
        return new ApprovalText(found.group(1), found.group(2), found.group(3), new PlanHash(plan), found.group(5), at);
    }

    private Finding finding(RunText text, String armored, Set<String> signed) {
        CheckedSignature checked = check.check(text, armored, text.at());
        if (text instanceof ApprovalText) {
            signed.add(text.by() + " (key " + checked.key() + ")");
        }
        if (checked.objection() != null) {
            return new Finding(false, checked.objection());
        }
        return new Finding(
                true,
                (text instanceof RequestText ? "Asked for and signed by " : "Signed by ") + text.by() + " with the key "
                        + checked.key() + " at " + text.at() + ": the signature holds.");
    }
}
