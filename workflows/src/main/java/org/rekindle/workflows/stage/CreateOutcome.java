// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.time.Duration;
import org.rekindle.workflows.api.MagnumActivities.AwaitOutcome;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** What came of a create. */
sealed interface CreateOutcome {

    /** The cluster is there. */
    record Up(CloudCluster cluster) implements CreateOutcome {}

    /** Magnum did not accept it. */
    record Refused(Reason why) implements CreateOutcome {}

    /** Magnum accepted it, and it did not come up. */
    record NotUp(ClusterUuid uuid, Reason why) implements CreateOutcome {}

    /**
     * Why something that Magnum makes did not come up.
     *
     * @param longest how long it was waited for
     */
    static Reason whyNotUp(AwaitOutcome awaited, Duration longest) {
        if (awaited instanceof AwaitOutcome.Failed failed) {
            return Reason.of(ReasonCode.ENDED_IN, "status", failed.status()).with("said", failed.reason());
        }
        if (awaited instanceof AwaitOutcome.TimedOut timedOut) {
            return Reason.of(ReasonCode.NOT_UP_IN_TIME, "longest", Text.of(longest))
                    .with("seen", timedOut.lastSeen());
        }
        return Reason.of(ReasonCode.GONE_TOO_SOON);
    }
}
