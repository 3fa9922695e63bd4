// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;

/** Decides whether signatures approve a delete. The names that the workflow passes on count for nothing here. */
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
        List<String> people = new ArrayList<>();
        for (CheckedSignature each : proof.signatures()) {
            String objection = objection(each, request, proof.policy(), own, now);
            if (objection != null) {
                refusals.add(objection);
            } else if (keys.add(each.key()) && people.stream().noneMatch(one -> ApprovalCheck.isSame(one, each.by()))) {
                // Two names with one key are one person, and so are two keys with one name, however it is written.
                people.add(each.by());
            }
        }
        int needed = Math.max(proof.policy().needed(), request.plan().plan().approvals());
        if (people.size() < needed) {
            refusals.add("Approvals of this plan are signed, so the delete needs the signatures of " + needed
                    + (needed == 1 ? " approver" : " approvers") + ", and has those of "
                    + people.size()
                    + " that hold. Sign with a key or a passkey that the fleet file lists.");
        }
        return refusals;
    }

    private static @Nullable String objection(
            CheckedSignature signature, DeleteRequest request, ApprovalPolicy policy, boolean own, Instant now) {
        if (signature.objection() != null) {
            return signature.objection();
        }
        if (ApprovalCheck.isSame(signature.by(), request.requestedBy())) {
            return "The approval is signed by " + signature.by() + ", who asked for the recovery.";
        }
        if (!ApprovalCheck.mayApprove(signature.by(), policy)) {
            return signature.by() + " is no approver of this cluster any more.";
        }
        String time = SignatureTime.objection(
                signature.by(), signature.at(), request.plan().plan().madeAt(), now);
        if (time == null && !own) {
            return SignatureTime.expired(signature.by(), signature.at(), policy.validFor(), now);
        }
        return time;
    }
}
