// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

/** What is waited for in Magnum. */
public enum Goal {
    /** {@code CREATE_COMPLETE}. */
    CREATED,
    /** {@code UPDATE_COMPLETE} after the last change we know. */
    UPDATED,
    /** Magnum knows the cluster no longer. */
    GONE
}
