// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.catalog;

/**
 * A Nova flavor.
 *
 * @param ram in MiB
 * @param disk of the root volume, in GiB
 */
public record NovaFlavor(String id, String name, int vcpus, int ram, int disk) {

    /** Machines that are smaller are refused by the driver (magnum-capi-helm, {@code driver_utils}). */
    public boolean isBigEnough() {
        return vcpus >= 2 && ram >= 2048;
    }
}
