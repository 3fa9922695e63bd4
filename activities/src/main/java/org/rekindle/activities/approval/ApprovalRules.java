// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.run.FailureCode;

/** What the worker's own fleet file says about approvals. It is asked each time, since a key may have been taken out of it. */
@FunctionalInterface
public interface ApprovalRules {

    /** For those who look at clusters and delete none: nobody approves anything. */
    ApprovalRules NOBODY = cluster -> {
        throw Failures.of(
                FailureCode.MISCONFIGURED, "Nobody can approve a teardown here: this process deletes nothing.");
    };

    /**
     * What it says at this moment. Fails with {@code UNKNOWN_CLUSTER}, and with {@code MISCONFIGURED} when it has faults.
     *
     * @param cluster its id in the fleet file
     */
    ApprovalRule of(String cluster);

    /**
     * Why a cluster is not the one that the file means by an id, in a sentence; empty when it is. A caller could name any cluster of any
     * cloud beside an id of which they may delete. Where nothing but one cloud can be reached, every cluster is meant.
     *
     * @param cluster the id in the fleet file
     * @param cloud the entry of {@code clouds.yaml} in which it was found
     * @param found as Magnum shows it; null for one that the asking run itself created, which has a name of its own
     */
    default Optional<String> elsewhere(String cluster, String cloud, @Nullable ClusterIdentity found) {
        return Optional.empty();
    }
}
