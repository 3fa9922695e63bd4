// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/**
 * Decides whether signatures approve a delete. The names that the workflow passes on count for nothing here. Where the fleet file asks
 * for it, a run that no one has signed for as its requester needs one more approver, whoever or whatever started it: so two people with
 * two keys have signed in any case.
 */
final class SignedApproval {

    private SignedApproval() {}

    /**
     * All reasons why not, in sentences; empty when they do.
     *
     * @param own whether the cluster is one that this run itself created, for which an approval does not expire
     */
    static List<String> refusals(DeleteRequest request, ApprovalProof proof, boolean own, Instant now) {
        List<String> refusals = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Optional.ofNullable(proof.request()).map(CheckedSignature::key).ifPresent(keys::add);
        List<String> people = new ArrayList<>();
        for (CheckedSignature each : proof.signatures()) {
            String objection = objection(each, request, proof, own, now);
            if (objection != null) {
                refusals.add(objection);
            } else if (keys.add(each.key()) && people.stream().noneMatch(one -> ApprovalCheck.isSame(one, each.by()))) {
                // Two names with one key are one person, and so are two keys with one name, however it is written.
                people.add(each.by());
            }
        }
        int needed = Math.max(proof.policy().needed(), request.plan().plan().approvals());
        boolean oneMore =
                (proof.policy().signedRequest() || request.plan().plan().signedRequest()) && !isProven(proof);
        if (people.size() < (oneMore ? needed + 1 : needed)) {
            refusals.add(missing(oneMore ? needed + 1 : needed, people.size())
                    + (oneMore ? unknownRequester(proof.request()) : ""));
        }
        return refusals;
    }

    private static String missing(int needed, int has) {
        return "Approvals of this plan are signed, so the delete needs the signatures of " + needed
                + (needed == 1 ? " approver" : " approvers") + ", and has those of " + has
                + " that hold. Sign with a key or a passkey that the fleet file lists.";
    }

    private static boolean isProven(ApprovalProof proof) {
        CheckedSignature request = proof.request();
        return request != null && request.objection() == null && proof.policy().mayOperate(request.by());
    }

    private static String unknownRequester(@Nullable CheckedSignature request) {
        String why = request == null || request.objection() == null ? "" : " " + request.objection();
        return " One of them is needed since no one who may has signed for the run as its requester." + why;
    }

    private static @Nullable String objection(
            CheckedSignature signature, DeleteRequest request, ApprovalProof proof, boolean own, Instant now) {
        ApprovalPolicy policy = proof.policy();
        if (signature.objection() != null) {
            return signature.objection();
        }
        if (ApprovalCheck.isSame(signature.by(), request.requestedBy())) {
            return "The approval is signed by " + signature.by() + ", who asked for the recovery.";
        }
        if (proof.request() != null
                && ApprovalCheck.isSame(signature.by(), proof.request().by())) {
            return "The approval is signed by " + signature.by() + ", who has signed for the run as its requester.";
        }
        if (!ApprovalCheck.mayApprove(signature.by(), policy)) {
            return signature.by() + " is no approver of this cluster any more.";
        }
        String time = SignatureTime.objection(
                "The approval by " + signature.by(),
                signature.at(),
                "the plan was made",
                request.plan().plan().madeAt(),
                now);
        if (time == null && !own) {
            return SignatureTime.expired(signature.by(), signature.at(), policy.validFor(), now);
        }
        return time;
    }
}
