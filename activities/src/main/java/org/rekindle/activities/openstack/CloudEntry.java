// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;

/**
 * One cloud of a {@code clouds.yaml}, with its profile and its secrets merged in.
 *
 * @param name the entry's name
 * @param file where it was read, for messages
 * @param authUrl Keystone, ending in {@code /v3}
 * @param region the region to use, null when the cloud has only one
 * @param facing which endpoint of a service to use
 * @param authority file with the authorities to trust instead of the system's, null for the system's
 * @param verify false when the file says that certificates are not to be verified
 */
public record CloudEntry(
        String name,
        Path file,
        URI authUrl,
        CloudCredential credential,
        @Nullable String region,
        Facing facing,
        @Nullable Path authority,
        boolean verify) {

    /** Leaves out everything that is secret. */
    @Override
    public String toString() {
        return "cloud " + name + " at " + authUrl;
    }
}
