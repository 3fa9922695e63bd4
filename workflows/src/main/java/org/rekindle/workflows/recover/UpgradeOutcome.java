// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.time.Instant;

/** What came of an upgrade. That it did not renew anything is an outcome that leads on, not an error. */
public sealed interface UpgradeOutcome {

    /**
     * The API server serves a new certificate.
     *
     * @param reached the template that the cluster has now, by name
     */
    record Renewed(Instant notAfter, String reached) implements UpgradeOutcome {}

    /** It did not come to a new certificate; a sentence says why. */
    record NotRenewed(String why) implements UpgradeOutcome {}
}
