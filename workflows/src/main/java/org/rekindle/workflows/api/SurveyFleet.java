// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.FleetActivities.Fleet;
import org.rekindle.workflows.model.run.SurveyResult;

/** Looks at the certificate that every cluster of the fleet serves, from outside, and starts what is needed. */
@WorkflowInterface
public interface SurveyFleet {

    /**
     * Looks once at every cluster. One that cannot be looked at does not keep the others from being looked at. A large fleet is
     * looked at page by page, each page in a child of this same type.
     *
     * @param page the clusters to look at, null for the whole fleet
     */
    @WorkflowMethod
    SurveyResult survey(@Nullable Fleet page);
}
