// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.stream.Collectors;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.catalog.CloudCatalog;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.activities.openstack.quota.QuotaHeadroom;
import org.rekindle.activities.openstack.quota.QuotaReader;
import org.rekindle.workflows.model.fleet.ClusterProfile;

/** Whether the fleet's clusters on a cloud could be rebuilt there. */
final class FleetCheckup {

    private final OpenStackSession session;
    private final String projectId;
    private final Findings findings;

    FleetCheckup(OpenStackSession session, String projectId, Findings findings) {
        this.session = session;
        this.projectId = projectId;
        this.findings = findings;
    }

    void all(List<ClusterProfile> clusters) {
        CloudCatalog stock = new CloudCatalog(session);
        if (clusters.isEmpty()) {
            findings.look(
                    "templates",
                    "Without templates nothing can be built: ask the cloud's operators with the request id.",
                    () -> templates(stock.templates()));
            return;
        }
        QuotaHeadroom room = new QuotaReader(session, projectId, this::notReported).room();
        for (ClusterProfile profile : clusters) {
            new ClusterCheckup(session, stock, room, findings).look(profile);
        }
    }

    private void notReported(CloudService service, ApplicationFailure failure) {
        findings.note(
                "quota",
                "The quota of " + service.label() + " cannot be asked for: "
                        + findings.once(failure.getOriginalMessage()),
                "Look it up in the dashboard, or ask the cloud's operators.");
    }

    private void templates(List<MagnumTemplate> templates) {
        if (templates.isEmpty()) {
            findings.stops(
                    "templates",
                    "The project sees no cluster template for Kubernetes.",
                    "Ask the cloud's operators which ones there are, or make one.");
            return;
        }
        findings.ok(
                "templates",
                "The project sees these templates: "
                        + templates.stream()
                                .map(template -> template.name() + " (chart "
                                        + template.allLabels().getOrDefault(MagnumTemplate.CHART, "not named") + ")")
                                .collect(Collectors.joining(", "))
                        + ". No cluster of a fleet file was looked at.");
    }
}
