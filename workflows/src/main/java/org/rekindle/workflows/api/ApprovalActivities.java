// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approve;

/** Approvals that people sign. */
@ActivityInterface(namePrefix = "Approval.")
public interface ApprovalActivities {

    /**
     * Checks the signature of an approval by the keys that the fleet file has now. A signature that does not hold is an answer; fails
     * with {@code MISCONFIGURED} when the fleet file cannot be read.
     */
    SignatureAnswer check(SignatureToCheck approval);

    /**
     * Asks for a check. The run that it must have been made for is the one that asks.
     *
     * @param cluster its id in the fleet file
     * @param planMadeAt when the plan was made, before which no approval of it can have been signed
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignatureToCheck(String cluster, Instant planMadeAt, Approve approve) {}

    /**
     * Whether a signature holds.
     *
     * @param objection why it does not, in a sentence; null when it does
     * @param key the fingerprint of the key that it was made with; empty when it does not hold
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignatureAnswer(@Nullable String objection, String key) {}
}
