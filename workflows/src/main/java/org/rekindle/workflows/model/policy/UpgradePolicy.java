// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

/** When an upgrade is tried before anything is torn down. */
public enum UpgradePolicy {
    /** Only when the checks say that it can work: before expiry, one minor version, fitting chart. */
    WHEN_VIABLE,
    /** Always, as a human in a hurry would. After expiry this costs the workers. */
    ALWAYS,
    /** Never. */
    NEVER
}
