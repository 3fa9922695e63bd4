// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.openstack.CloudService;

/**
 * One cloud of a {@code clouds.yaml}, with its profile and its secrets merged in.
 *
 * @param name the entry's name
 * @param file where it was read, for messages
 * @param authUrl Keystone, ending in {@code /v3}
 * @param region the region to use, null when the cloud has only one
 * @param facings which endpoints of a service to use, the preferred one first; never empty
 * @param authority file with the authorities to trust instead of the system's, null for the system's
 * @param verify false when the file says that certificates are not to be verified
 * @param services what the file says of single services
 */
public record CloudEntry(
        String name,
        Path file,
        URI authUrl,
        CloudCredential credential,
        @Nullable String region,
        List<Facing> facings,
        @Nullable Path authority,
        boolean verify,
        Map<CloudService, ServiceSettings> services) {

    /** A cloud whose services are all found by the catalogue alone. */
    public CloudEntry(
            String name,
            Path file,
            URI authUrl,
            CloudCredential credential,
            @Nullable String region,
            Facing facing,
            @Nullable Path authority,
            boolean verify) {
        this(name, file, authUrl, credential, region, List.of(facing), authority, verify, Map.of());
    }

    /** The preferred endpoint of a service. */
    public Facing facing() {
        return facings.get(0);
    }

    /** What the file says of a service. */
    public ServiceSettings of(CloudService service) {
        return services.getOrDefault(service, ServiceSettings.NONE);
    }

    /** Leaves out everything that is secret. */
    @Override
    public String toString() {
        return "cloud " + name + " at " + authUrl;
    }
}
