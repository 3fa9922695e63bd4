// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.inventory.LeftOverSearch;
import org.rekindle.workflows.decide.plan.DataAtRisk;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.LeftOver;

/** Whether data would go with the cluster, by the same rule by which a recovery refuses to delete it. */
final class VolumeCheckup {

    private final OpenStackSession session;
    private final Findings findings;

    VolumeCheckup(OpenStackSession session, Findings findings) {
        this.session = session;
        this.findings = findings;
    }

    void look(ClusterProfile profile, CloudCluster cluster) {
        String about = profile.cluster() + ": volumes";
        List<LeftOver> atRisk = DataAtRisk.of(new LeftOverSearch(session, cluster.identity()).volumes());
        if (atRisk.isEmpty()) {
            findings.ok(about, "No volume would go with it.");
            return;
        }
        String sentence = atRisk.stream().map(DataAtRisk::sentence).collect(Collectors.joining(" "));
        if (profile.policy().keepVolumes() && DataAtRisk.protectable(atRisk).size() < atRisk.size()) {
            findings.stops(
                    about,
                    sentence + " The fleet file says that volumes are kept, so the cluster would not be deleted.",
                    "Make the volumes listable, or set keepVolumes: false.");
        } else if (profile.policy().keepVolumes()) {
            findings.note(
                    about,
                    sentence
                            + " The fleet file says that volumes are kept, so a recovery sets the property on each before"
                            + " it asks for approval to delete anything.",
                    "A cluster-api-janitor-openstack from before May 2025 ignores the property: ask the cloud's operators"
                            + " which one they run.");
        } else {
            findings.note(
                    about,
                    sentence + " The fleet file says keepVolumes: false, so it would be deleted all the same.",
                    "Protect what should stay: openstack volume set --property " + LeftOver.KEEP_PROPERTY
                            + "=true UUID.");
        }
    }
}
