// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.OpenStackKind;
import org.rekindle.lab.hub.WayIn;

/**
 * The lab that {@code lab up} has started, as its file {@code lab.json} has it.
 *
 * @param pid the process that everything hangs on
 * @param openstack whether Keystone and Magnum are simulated
 * @param identityUrl the address of Keystone
 * @param magnumUrl the address of Magnum, without the version at its end
 * @param cloudsFile OpenStack's {@code clouds.yaml}
 * @param fleetFile a fleet file for it
 * @param wayIn how a browser comes to its hubs; null where their addresses lead there by themselves
 */
public record Standing(
        long pid,
        String scenario,
        OpenStackKind openstack,
        String identityUrl,
        String magnumUrl,
        String cloudsFile,
        String fleetFile,
        String hubUrl,
        String binderUrl,
        @Nullable WayIn wayIn) {}
