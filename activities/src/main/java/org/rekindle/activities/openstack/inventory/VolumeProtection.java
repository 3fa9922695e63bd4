// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.inventory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.workflows.api.InventoryActivities.Protection;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.Inventory;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Sees to it that a cluster's volumes carry the janitor's keep property.
 *
 * <p>Properties: it adds one key to a volume's metadata and changes nothing else, and nothing at all on a volume that has it;
 * so it may be run again at any moment. It believes no answer: what matters is how the volumes look afterwards. A volume that
 * refuses for good keeps none of the others from being protected.
 */
final class VolumeProtection {

    private final OpenStackSession session;
    private final ClusterIdentity cluster;
    private final List<String> notSet = new ArrayList<>();

    VolumeProtection(OpenStackSession session, ClusterIdentity cluster) {
        this.session = session;
        this.cluster = cluster;
    }

    Protection ensure() {
        look().found().stream().filter(volume -> !volume.keptOnDelete()).forEach(this::protect);
        return new Protection(List.copyOf(notSet), look());
    }

    private void protect(LeftOver volume) {
        // POST merges into the metadata; PUT would replace it, and with it the mark by which the volume is known.
        ServiceAnswer answer = session.send(
                ServiceCall.post(CloudService.VOLUME, "/volumes/" + volume.id() + "/metadata", keepProperty()));
        if (answer.isSuccess()) {
            return;
        }
        ApplicationFailure failure = answer.failure();
        if (FailureCode.valueOf(failure.getType()).triedAgain()) {
            throw failure;
        }
        notSet.add("Volume " + volume.name() + ", UUID " + volume.id() + ", could not get the keep property: "
                + answer.reason() + ".");
    }

    private Inventory look() {
        return new LeftOverSearch(session, cluster).volumes();
    }

    private static ObjectNode keepProperty() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("metadata").put(LeftOver.KEEP_PROPERTY, "true");
        return body;
    }
}
