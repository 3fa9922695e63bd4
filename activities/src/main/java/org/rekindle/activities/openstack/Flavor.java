// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

/**
 * A Nova flavor.
 *
 * @param ram in MiB
 */
record Flavor(String id, String name, int vcpus, int ram) {

    /** Machines that are smaller are refused by the driver (magnum-capi-helm, {@code driver_utils}). */
    boolean isBigEnough() {
        return vcpus >= 2 && ram >= 2048;
    }
}
