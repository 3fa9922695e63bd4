// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rekindle.workflows.model.observation.CloudClaim;

/**
 * The claim of a volume, as the CSI driver of Cinder writes it into the volume's metadata. It does so where its provisioner runs with
 * {@code --extra-create-metadata}, as its charts have it (cloud-provider-openstack, {@code docs/cinder-csi-plugin}).
 */
final class ClaimMetadata {

    private static final String CLAIM = "csi.storage.k8s.io/pvc/name";
    private static final String NAMESPACE = "csi.storage.k8s.io/pvc/namespace";
    private static final String VOLUME = "csi.storage.k8s.io/pv/name";

    private ClaimMetadata() {}

    /** Namespace and name of the claim with a slash between them; empty for a volume that no driver has made. */
    static String path(JsonNode volume) {
        JsonNode metadata = volume.path("metadata");
        String claim = text(metadata, CLAIM);
        return claim.isEmpty() ? "" : text(metadata, NAMESPACE) + "/" + claim;
    }

    /** The claim with all that it takes to make it again; empty where the metadata have not all of it. */
    static Optional<CloudClaim> of(JsonNode volume) {
        JsonNode metadata = volume.path("metadata");
        CloudClaim claim = new CloudClaim(
                text(metadata, NAMESPACE),
                text(metadata, CLAIM),
                text(metadata, VOLUME),
                text(volume, "id"),
                volume.path("size").asInt(0));
        boolean whole = !claim.namespace().isEmpty()
                && !claim.claim().isEmpty()
                && !claim.volumeName().isEmpty()
                && claim.gibibytes() > 0;
        return whole ? Optional.of(claim) : Optional.empty();
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
