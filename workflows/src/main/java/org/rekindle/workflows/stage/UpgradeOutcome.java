// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.plan.Reason;

/** What came of an upgrade. That it did not renew anything is an outcome that leads on, not an error. */
public sealed interface UpgradeOutcome {

    /**
     * The API server serves a new certificate.
     *
     * @param reached the template of the last upgrade that went well, by name
     * @param stopped what became of the upgrade after it, a sentence; null when there was none or none was needed
     */
    record Renewed(
            Instant notAfter, String reached, @Nullable String stopped) implements UpgradeOutcome {}

    /** It did not come to a new certificate. */
    record NotRenewed(Reason why) implements UpgradeOutcome {}
}
