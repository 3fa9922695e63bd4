// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that changed the cloud, or asked for it and was refused.
 *
 * @param at when it was carried out
 * @param clusterUuid the cluster that it is about, null where there is none
 * @param name the name of the cluster, template or volume, or the kind and id of a left-over, null where it is not known
 * @param runMark the label {@code rekindle_run} of the cluster that was asked for, null for all others
 * @param newNodeGroup the name of the node group that was made in the cluster, null where none was
 * @param upgradeTo the template that the cluster was to be upgraded to, as it was asked for; null for all others
 * @param answer the status code
 * @param requestId the value of {@code X-Openstack-Request-Id}
 * @param refused whether nothing was changed; an upgrade that fails in Helm is not refused, since it moves the template
 */
public record Mutation(
        Instant at,
        Kind kind,
        @Nullable String clusterUuid,
        @Nullable String name,
        @Nullable String runMark,
        @Nullable String newNodeGroup,
        @Nullable String upgradeTo,
        int answer,
        String requestId,
        boolean refused) {

    /** Of a request that made neither a cluster nor a node group, and upgraded none. */
    public Mutation(
            Instant at,
            Kind kind,
            @Nullable String clusterUuid,
            @Nullable String name,
            int answer,
            String requestId,
            boolean refused) {
        this(at, kind, clusterUuid, name, null, null, null, answer, requestId, refused);
    }

    /** What was asked for. */
    public enum Kind {
        CREATE,
        UPGRADE,
        RESIZE,
        UPDATE,
        DELETE,
        CREDENTIAL_ROTATION,
        CERTIFICATE_SIGN,
        CERTIFICATE_AUTHORITY_ROTATION,
        NODE_GROUP_CHANGE,
        TEMPLATE_CHANGE,
        VOLUME_CHANGE,
        LEFT_OVER_DELETE
    }
}
