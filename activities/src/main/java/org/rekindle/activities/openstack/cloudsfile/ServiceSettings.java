// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;

/**
 * What a cloud's entry says of one service, such as {@code container_infra_endpoint_override}; null for what it does not say.
 *
 * @param endpoint its URL, used in place of that of the catalogue; {@code %(project_id)s} in it stands for the project's id
 * @param type the type under which the catalogue lists it
 * @param name the name under which the catalogue lists it
 * @param region the region of this service, where it is another one than the cloud's
 * @param facings which of its endpoints to use, the preferred one first
 */
public record ServiceSettings(
        @Nullable String endpoint,
        @Nullable String type,
        @Nullable String name,
        @Nullable String region,
        @Nullable List<Facing> facings) {

    static final ServiceSettings NONE = new ServiceSettings(null, null, null, null, null);

    /** An endpoint with the project's id for its placeholder, of which keystoneauth knows two names. */
    public static String filledIn(String endpoint, String projectId) {
        return endpoint.replaceAll("[%$]\\((project|tenant)_id\\)s", Matcher.quoteReplacement(projectId));
    }
}
