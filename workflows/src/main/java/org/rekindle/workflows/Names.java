// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows;

/** Names that the workflows, the worker and its callers must agree on. */
public final class Names {

    /** The task queue of workflows and activities. */
    public static final String TASK_QUEUE = "rekindle";

    /** The schedule, and the workflow id prefix, of the survey. */
    public static final String SURVEY = "survey-fleet";

    /** The workflow id of the fleet's breaker. */
    public static final String GUARD = "guard-fleet";

    private Names() {}

    /** The task queue of the workers that look from another place. */
    public static String lookFrom(String place) {
        return TASK_QUEUE + "-look-from-" + place;
    }

    /**
     * The one workflow id of a cluster: it is both the lock and the de-duplication, since Temporal runs at most one
     * workflow of an id at a time.
     */
    public static String workflowId(String cluster) {
        return "cluster/" + cluster;
    }
}
