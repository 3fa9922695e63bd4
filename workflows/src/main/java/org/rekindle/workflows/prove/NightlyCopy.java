// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.prove;

import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Rescue;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.observe.RescueLook;

/**
 * Copies out of a cluster that still answers what a rebuild would lose. An expired cluster may answer nothing any more: its etcd has
 * certificates too. A recovery then puts back the last copy.
 */
final class NightlyCopy {

    private NightlyCopy() {}

    /** What was copied, in a sentence; null where the fleet file asks for no rescue. */
    static @Nullable String of(ClusterProfile profile, ConnectedCluster connected) {
        Rescue wanted = profile.rescue();
        if (wanted == null) {
            return null;
        }
        CloudCluster cluster = connected.cloud();
        Connection connection = connected.checked().connection();
        if (cluster == null || connection == null) {
            return "Nothing was copied for a rebuild, since there is no connection to the cluster.";
        }
        return sentence(RescueLook.keep(profile, cluster, wanted, connection));
    }

    private static String sentence(RescueSighting kept) {
        StringBuilder said = new StringBuilder("For a rebuild, "
                + Text.count(kept.secrets().size(), "Secret") + " and "
                + Text.count(kept.volumes().size(), "claim") + " are copied.");
        kept.unread().forEach(why -> said.append(" Not copied: ").append(Text.ended(why)));
        if (!kept.earlier().isEmpty()) {
            said.append(" Copied before and not seen now: ")
                    .append(String.join(", ", kept.earlier()))
                    .append(".");
        }
        return said.toString();
    }
}
