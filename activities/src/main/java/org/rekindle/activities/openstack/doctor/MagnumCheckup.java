// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import java.util.List;
import org.rekindle.activities.openstack.client.MagnumVersion;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.workflows.model.fleet.ClusterProfile;

/** Whether Magnum speaks as much as a recovery needs. */
final class MagnumCheckup {

    private final OpenStackSession session;
    private final Findings findings;

    MagnumCheckup(OpenStackSession session, Findings findings) {
        this.session = session;
        this.findings = findings;
    }

    /** Fails where there is no Magnum, or one too old for an upgrade. */
    void look(List<ClusterProfile> clusters) {
        MagnumVersion version = session.magnumVersion();
        String spoken = "Rekindle uses Magnum's microversion 1." + version.minor(session);
        // A service may name its versions to everyone and still refuse every login.
        new MagnumService(session).clusters();
        if (!version.hasNodeGroups(session)) {
            oldMagnum(spoken, clusters);
        } else if (!version.hasCredentials(session)) {
            findings.note(
                    "magnum",
                    spoken + ", which cannot renew a cluster's own credential (1.12 can).",
                    "Nothing needs doing before a cluster's credential is revoked.");
        } else {
            findings.ok("magnum", spoken + ".");
        }
    }

    private void oldMagnum(String spoken, List<ClusterProfile> clusters) {
        List<String> several = clusters.stream()
                .filter(profile ->
                        profile.shape() != null && profile.shape().nodeGroups().size() > 1)
                .map(ClusterProfile::cluster)
                .toList();
        String sentence = spoken + ", which has no node groups (1.9 has)";
        if (several.isEmpty()) {
            findings.note("magnum", sentence + ".", "Clusters can have one group of workers only.");
        } else {
            findings.stops(
                    "magnum",
                    sentence + ", but the fleet file wants some for " + String.join(", ", several) + ".",
                    "Ask the cloud's operators for a newer Magnum, or give those clusters one node group.");
        }
    }
}
