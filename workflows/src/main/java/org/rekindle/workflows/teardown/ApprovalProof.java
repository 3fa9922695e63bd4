// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.policy.ApprovalPolicy;

/**
 * What the activity that deletes knows of an approval by itself. Nothing of it comes from the workflow but the signatures, and each of
 * them is checked against what the activity knows.
 *
 * @param policy what the worker's own fleet file says at this moment
 * @param meant the cluster that the fleet file means by the plan's id at this moment
 * @param runId the run that asks for the delete, as Temporal's server says
 * @param request the signature of the person who asked for the run, checked in the same way; null where nobody signed for it
 * @param signatures the approval's, each checked by the keys that the fleet file has at this moment
 */
public record ApprovalProof(
        ApprovalPolicy policy,
        MeantCluster meant,
        String runId,
        @Nullable CheckedSignature request,
        List<CheckedSignature> signatures) {

    /** Keeps the list as it is. */
    public ApprovalProof {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature.
     *
     * @param by the person whose key it was made with, or is said to be where it does not hold
     * @param at when, as the signed text says
     * @param key the key's fingerprint
     * @param objection why it does not hold, in a sentence; null when it does
     */
    public record CheckedSignature(
            String by, Instant at, String key, @Nullable String objection) {}
}
