// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import org.jspecify.annotations.Nullable;

/**
 * The lab that {@code lab up} has started, as its file {@code lab.json} tells it.
 *
 * @param pid the process that everything hangs on
 * @param openstack whether Keystone and Magnum are simulated
 * @param identityUrl the address of Keystone
 * @param magnumUrl the address of Magnum, without the version at its end
 * @param cloudsFile OpenStack's {@code clouds.yaml}
 * @param fleetFile a fleet file for it; null where there are no hubs that it could name
 * @param managementKubeconfig of the management cluster; null where there is none
 */
public record Standing(
        long pid,
        String scenario,
        OpenStackKind openstack,
        String identityUrl,
        String magnumUrl,
        String cloudsFile,
        @Nullable String fleetFile,
        @Nullable String hubUrl,
        @Nullable String binderUrl,
        @Nullable String managementKubeconfig) {}
