// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rekindle.lab.cloud.Mutation;

/** All that one run happens in: a cloud with one cluster, the proxy before it, and what the fleet file says. */
interface Ground extends AutoCloseable {

    /** The way to the cloud, with what the fleet file says of the cluster. */
    Approach approach();

    /** What has been changed since the run was sent out, or tried. */
    List<Mutation> mutations();

    /** The statuses of the clusters that Magnum lists, by their UUIDs. */
    Map<String, String> clusters();

    /** The clusters of which something runs or lies about behind Magnum, by their UUIDs. */
    Set<String> machines();

    /** When the certificate was issued that is served at an address; empty when nothing of this ground answers there. */
    List<Instant> issuedAt(String address);

    /** Lets everything end that is under way, however late it comes. */
    void settle();

    @Override
    void close();
}
