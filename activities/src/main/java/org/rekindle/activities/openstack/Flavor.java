// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

/**
 * A Nova flavor.
 *
 * @param ram in MiB
 * @param disk of the root volume, in GiB
 */
record Flavor(String id, String name, int vcpus, int ram, int disk) {

    /** Machines that are smaller are refused by the driver (magnum-capi-helm, {@code driver_utils}). */
    boolean isBigEnough() {
        return vcpus >= 2 && ram >= 2048;
    }
}
