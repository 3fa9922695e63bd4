// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.activities;

import io.temporal.activity.ActivityInterface;
import org.rekindle.workflows.model.ReleaseOutcome;
import org.rekindle.workflows.model.ReleaseRequest;

/** Helm. */
@ActivityInterface(namePrefix = "Helm.")
public interface HelmActivities {

    /** Installs or upgrades a release, after mending one that was left pending. */
    ReleaseOutcome ensureRelease(ReleaseRequest request);
}
