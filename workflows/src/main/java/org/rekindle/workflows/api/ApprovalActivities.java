// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.RunText;

/** What people sign: approvals, and their other answers to a run. */
@ActivityInterface(namePrefix = "Approval.")
public interface ApprovalActivities {

    /**
     * Checks a signature by the keys that the fleet file has now, and whether the person may sign this. A signature that does not hold
     * is an answer; fails with {@code MISCONFIGURED} when the fleet file cannot be read.
     */
    SignatureAnswer check(SignatureToCheck signature);

    /**
     * Asks for a check. The run that it must have been made for is the one that asks, whatever the text says.
     *
     * @param notBefore when there was something to sign, before which nobody can have signed
     * @param signature as {@code ssh-keygen -Y sign} writes it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignatureToCheck(RunText text, Instant notBefore, String signature) {}

    /**
     * Whether a signature holds.
     *
     * @param objection why it does not, in a sentence; null when it does
     * @param key the fingerprint of the key that it was made with; empty when it does not hold
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignatureAnswer(@Nullable String objection, String key) {}
}
