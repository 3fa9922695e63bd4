// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.run.ReleaseCheck;

/** Helm. */
@ActivityInterface(namePrefix = "Helm.")
public interface HelmActivities {

    /**
     * Loads, decrypts and renders releases as an installation would, without a cluster. It changes nothing. A release that cannot
     * be deployed is an answer; a repository that does not answer is a failure, which is tried again.
     */
    ReleaseChecks check(ReleasesToCheck releases);

    /** Installs or upgrades a release, and first recovers one that was left pending. */
    ReleaseOutcome ensureRelease(ReleaseRequest request);

    /** Whether each release could be deployed, in the order in which they were asked about. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReleaseChecks(List<ReleaseCheck> checks) {}

    /**
     * What came of it.
     *
     * @param status Helm's own, such as {@code deployed}
     * @param detail one sentence
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReleaseOutcome(boolean deployed, String status, int revision, String detail) {}

    /** Asks for a release to be installed or upgraded. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReleaseRequest(String cluster, String kubeconfig, Release release) {}

    /**
     * Asks whether releases could be deployed.
     *
     * @param kubernetesVersion of the cluster that they are meant for, such as {@code v1.33.2}; null for any
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ReleasesToCheck(String cluster, @Nullable String kubernetesVersion, List<Release> releases) {}
}
