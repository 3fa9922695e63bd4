// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

/** In which order a rebuild goes. */
public enum RebuildPolicy {
    /** The old cluster is torn down first, so that its quota and its addresses are free. */
    AFTER_TEARDOWN,
    /** The new one is built beside it, proven, and switched to; the old one goes last. Needs the quota for both. */
    BESIDE
}
