// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.diagnosis;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.CloudCluster;

/** Decides whether Magnum knows the address of a cluster's API. */
public final class KnownAddress {

    /** What is asked for where there is none. */
    public static final String NONE_YET = "Magnum knows no API address of it yet.";

    /** magnum-capi-helm writes {@code https://:0} as long as Cluster API has no endpoint: no host, or port 0. */
    private static final Pattern NO_HOST_OR_PORT = Pattern.compile("(?i)[a-z]+://(:.*|/.*|[^/?#]*:0+([/?#].*)?)?");

    private KnownAddress() {}

    /** The address of a cluster that may not be known itself; null where there is none. */
    public static @Nullable String ofAny(@Nullable CloudCluster cluster) {
        return Optional.ofNullable(cluster).flatMap(KnownAddress::of).orElse(null);
    }

    /** The address; empty where there is none yet, which Magnum shows as null, an empty text or {@code https://:0}. */
    public static Optional<String> of(CloudCluster cluster) {
        String address = cluster.apiAddress();
        if (address == null
                || address.isBlank()
                || NO_HOST_OR_PORT.matcher(address.strip()).matches()) {
            return Optional.empty();
        }
        return Optional.of(address.strip());
    }
}
