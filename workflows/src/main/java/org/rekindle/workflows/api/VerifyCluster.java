// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.run.VerifyView;

/**
 * Proves that users can work on a cluster, with the same checks as after a rebuild. It asks no operator, starts nothing else and
 * destroys nothing: a proof that fails is noted, and the next one is made.
 */
@WorkflowInterface
public interface VerifyCluster {

    /**
     * Which cluster is verified.
     *
     * @param cluster its id in the fleet file
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record VerifyRequest(String cluster) {

        /** A form of the Temporal UI may leave the cluster out; such a request names none. */
        public VerifyRequest {
            cluster = Objects.requireNonNullElse(cluster, "");
        }

        /** A request without any input names no cluster. */
        public static VerifyRequest orNothing(@Nullable VerifyRequest request) {
            return Objects.requireNonNullElseGet(request, () -> new VerifyRequest(""));
        }
    }

    /** Makes every proof that the fleet file asks for, and says what was proven and what was not. */
    @WorkflowMethod
    VerifyView verify(@Nullable VerifyRequest request);

    /** What has been proven so far. */
    @QueryMethod(description = "What has been proven so far, and what is waited for")
    VerifyView view();
}
