// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

/** Names that the workflows, the worker and its callers must agree on. */
public final class Identifiers {

    /** The task queue of workflows and activities. */
    public static final String TASK_QUEUE = "rekindle";

    /** The schedule, and the workflow id prefix, of the survey. */
    public static final String SURVEY = "survey-fleet";

    /** The workflow id of the teardown rate limit. */
    public static final String TEARDOWN_RATE_LIMIT = "teardown-rate-limit";

    /** The beginning of the ids of verifications and of their schedules. */
    public static final String VERIFY = "verify/";

    private Identifiers() {}

    /** The task queue of the workers that look from another place. */
    public static String lookFrom(String place) {
        return TASK_QUEUE + "-look-from-" + place;
    }

    /** The id of a cluster's verification, and of its schedule. */
    public static String verification(String cluster) {
        return VERIFY + cluster;
    }

    /**
     * The id of a workflow that notifies people about a cluster.
     *
     * @param what of which there is one at a time
     */
    public static String notification(String cluster, String what) {
        return "notify/" + cluster + "/" + what;
    }

    /**
     * The one workflow id of a cluster: it is both the lock and the de-duplication, since Temporal runs at most one
     * workflow of an id at a time.
     */
    public static String workflowId(String cluster) {
        return "cluster/" + cluster;
    }
}
