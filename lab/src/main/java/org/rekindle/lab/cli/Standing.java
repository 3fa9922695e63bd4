// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

/**
 * The lab that {@code lab up} has started, as its file {@code lab.json} tells it.
 *
 * @param pid the process that everything hangs on
 * @param identityUrl the address of Keystone
 * @param cloudsFile OpenStack's {@code clouds.yaml}
 * @param fleetFile a fleet file for it
 */
public record Standing(
        long pid,
        String scenario,
        String identityUrl,
        String cloudsFile,
        String fleetFile,
        String hubUrl,
        String binderUrl) {}
