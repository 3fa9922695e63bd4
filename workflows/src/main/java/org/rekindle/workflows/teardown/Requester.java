// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.approval.ProveRequester;
import org.rekindle.workflows.model.approval.RequestText;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.run.AnswerCheck;
import org.rekindle.workflows.run.SignedAnswer;
import org.rekindle.workflows.run.WorkflowClock;

/**
 * Who asked for the run: the name in the request, which is a claim, and the person who has signed for the run, who is proven. Neither of
 * them approves its plans.
 */
public final class Requester {

    private final String cluster;
    private final @Nullable String named;
    private final Instant runBegan = WorkflowClock.now();
    private @Nullable ApprovalSignature signature;

    /** Of the run that the current workflow is. */
    public Requester(RecoverRequest request) {
        this.cluster = request.cluster();
        this.named = request.requestedBy();
    }

    /** The name in the request; null when it does not say. */
    @Nullable
    String named() {
        return named;
    }

    /** The signature of the person who has signed for the run; null while nobody has. */
    @Nullable
    ApprovalSignature signature() {
        return signature;
    }

    boolean isProven() {
        return signature != null;
    }

    /** Whether a person has signed for the run. */
    boolean hasSigned(String person) {
        return signature != null && ApprovalCheck.isSame(person, signature.by());
    }

    /** Why a proof cannot be taken, in a sentence; null when its signature is to be checked. */
    @Nullable
    String objection(ProveRequester proof) {
        if (proof.by().isBlank()) {
            return "Say who you are (by).";
        }
        if (proof.signature().isBlank()) {
            return "Sign for the run: " + command(cluster) + ".";
        }
        return AnswerCheck.unusable(proof.at(), proof.signature());
    }

    /** That a person has signed for the run, in a sentence; null while no one has. */
    @Nullable
    String taken() {
        return signature == null ? null : signature.by() + " has signed for this run already.";
    }

    /** How a person signs for a run. */
    static String command(String cluster) {
        return "./rekindle recover " + cluster + " --requested-by NAME --key FILE";
    }

    /** Has the signature checked by the keys that the fleet file has now. One that does not hold fails the update with its sentence. */
    ApprovalSignature checked(ProveRequester proof) {
        Instant at = Objects.requireNonNull(proof.at());
        String key = SignedAnswer.key(text(proof.by(), at), runBegan, proof.signature());
        return new ApprovalSignature(proof.by(), at, key, proof.signature());
    }

    private RequestText text(String by, Instant at) {
        return new RequestText(
                cluster, Workflow.getInfo().getWorkflowId(), Workflow.getInfo().getRunId(), by, at);
    }

    /**
     * Looks at the signature again, since its key may have been taken out meanwhile: the delete would be refused, whoever approves. One
     * that does not hold any more is forgotten, so that another person can sign.
     *
     * @return that it was forgotten and why, in a sentence; null when it was not
     */
    @Nullable
    String forgetWhatDoesNotHold() {
        ApprovalSignature signed = signature;
        if (signed == null) {
            return null;
        }
        String objection = SignedAnswer.objection(text(signed.by(), signed.at()), runBegan, signed.armored());
        // Meanwhile another person may have signed.
        if (objection == null || !signed.equals(signature)) {
            return null;
        }
        signature = null;
        return "The signature of " + signed.by() + " for this run does not hold any more. " + objection;
    }

    /** Keeps the signature that was {@link #checked}. */
    void prove(ApprovalSignature signed) {
        signature = signed;
    }
}
