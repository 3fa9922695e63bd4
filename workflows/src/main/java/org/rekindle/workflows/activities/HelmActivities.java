// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ReleaseChecks;
import org.rekindle.workflows.model.ReleaseOutcome;
import org.rekindle.workflows.model.ReleaseRequest;
import org.rekindle.workflows.model.ReleasesToCheck;

/** Helm. */
@ActivityInterface(namePrefix = "Helm.")
public interface HelmActivities {

    /**
     * Loads, decrypts and renders releases as an installation would, without a cluster. It changes nothing. A release that cannot
     * be deployed is an answer; a repository that does not answer is a failure, which is tried again.
     */
    ReleaseChecks check(ReleasesToCheck releases);

    /** Installs or upgrades a release, after mending one that was left pending. */
    ReleaseOutcome ensureRelease(ReleaseRequest request);
}
