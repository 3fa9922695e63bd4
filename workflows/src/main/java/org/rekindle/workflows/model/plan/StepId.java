// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** What a decision is about. */
public enum StepId {
    /** A template of the fleet file: whether the cluster may be built from it. */
    TEMPLATE,
    /** Whether an upgrade is made, and to what. */
    UPGRADE,
    /** Another upgrade in the same run. */
    SECOND_UPGRADE,
    /** What is done in the end. */
    REMEDY,
    /** What becomes of the volumes. */
    VOLUMES,
    /** The state in which Magnum has the cluster. */
    STATE,
    /** Whether Magnum would accept the create. */
    CREATE,
    /** Whether the project has room. */
    QUOTA,
    /** How a fresh client certificate went. */
    FRESH_CLIENT_CERTIFICATE,
    /** How a renewal in place went. */
    RENEW_IN_PLACE,
    /** How a rebuild from one template went. */
    REBUILD,
    /** A second cluster from one create. */
    DUPLICATE,
    /** A cluster that works and that Magnum does not call complete. */
    DEGRADED_CLUSTER,
    /** By which UUID a rebuilt cluster is watched. */
    WATCH
}
