// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Starts a recovery; only {@code cluster} is needed.
 *
 * @param trigger {@code manual} (the default), {@code alert} or {@code survey}
 * @param requestedBy who asked; an approval must come from another person
 * @param dryRun true to stop after the plan
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecoverRequest(
        String cluster,
        @Nullable String trigger,
        @Nullable String requestedBy,
        @Nullable Boolean dryRun,
        @Nullable Alert alert) {

    /** A missing cluster is read as one without a name, so that the run fails with a sentence. */
    public RecoverRequest {
        cluster = cluster == null ? "" : cluster.strip();
    }

    /** A request that is a text instead of an object, as it is easily typed into a form, names the cluster. */
    public static RecoverRequest valueOf(String cluster) {
        return new RecoverRequest(cluster, null, null, null, null);
    }

    /** What was asked for; a run that is started without any input is for a cluster without a name. */
    public static RecoverRequest orNothing(@Nullable RecoverRequest request) {
        return request == null ? valueOf("") : request;
    }
}
