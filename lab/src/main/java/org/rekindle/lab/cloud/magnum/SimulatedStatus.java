// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

/** The statuses that magnum-capi-helm brings about, for clusters and node groups. */
enum SimulatedStatus {
    CREATE_IN_PROGRESS,
    CREATE_COMPLETE,
    CREATE_FAILED,
    UPDATE_IN_PROGRESS,
    UPDATE_COMPLETE,
    UPDATE_FAILED,
    DELETE_IN_PROGRESS,
    DELETE_FAILED;

    boolean complete() {
        return name().endsWith("_COMPLETE");
    }

    boolean failed() {
        return name().endsWith("_FAILED");
    }

    boolean inProgress() {
        return name().endsWith("_IN_PROGRESS");
    }

    /** What this turns into when all is done. */
    SimulatedStatus completed() {
        return this == CREATE_IN_PROGRESS ? CREATE_COMPLETE : UPDATE_COMPLETE;
    }
}
