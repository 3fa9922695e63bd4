// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.workflows.decide.plan.DataAtRisk;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.LeftOver;

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
                    "See to it that the volumes can be listed, or set keepVolumes: false.");
        } else if (profile.policy().keepVolumes()) {
            findings.note(
                    about,
                    sentence
                            + " The fleet file says that volumes are kept, so a recovery sets the property on each before"
                            + " it asks for leave to delete anything.",
                    "A cluster-api-janitor-openstack from before May 2025 ignores the property: ask the cloud's operators"
                            + " which one they run.");
        } else {
            findings.note(
                    about,
                    sentence + " The fleet file says keepVolumes: false, so it would be deleted all the same.",
                    "Protect what should stay: openstack volume set --property"
                            + " janitor.capi.azimuth-cloud.com/keep=true UUID.");
        }
    }
}
