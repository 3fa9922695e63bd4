// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

/** What is waited for in Magnum. */
public enum Goal {
    /** {@code CREATE_COMPLETE}. */
    CREATED,
    /** {@code UPDATE_COMPLETE} after the last change we know. */
    UPDATED,
    /** The node group alone is complete, whatever the cluster says, as one that waits for an add-on for ever. */
    NODE_GROUP_UPDATED,
    /** Magnum knows the cluster no longer. */
    GONE
}
