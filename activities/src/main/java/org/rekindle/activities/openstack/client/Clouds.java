// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

/** Ways into the clouds of the fleet file. */
@FunctionalInterface
public interface Clouds {

    /**
     * The session of a cloud; it may be used by many threads at once.
     *
     * @param cloud the entry of {@code clouds.yaml}
     * @throws io.temporal.failure.ApplicationFailure {@code MISCONFIGURED} when there is no such entry, or when it has faults
     */
    OpenStackSession of(String cloud);
}
