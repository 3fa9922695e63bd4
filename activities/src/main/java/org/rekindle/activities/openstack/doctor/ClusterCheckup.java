// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.catalog.CloudCatalog;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.magnum.ClusterSearch;
import org.rekindle.activities.openstack.magnum.MagnumService;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.activities.openstack.quota.QuotaHeadroom;
import org.rekindle.activities.openstack.quota.ResourceDemand;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.Shape;

/** Whether one cluster of the fleet could be rebuilt: it, its templates, its shape, and room for it. */
final class ClusterCheckup {

    private final OpenStackSession session;
    private final CloudCatalog stock;
    private final QuotaHeadroom room;
    private final Findings findings;

    ClusterCheckup(OpenStackSession session, CloudCatalog stock, QuotaHeadroom room, Findings findings) {
        this.session = session;
        this.stock = stock;
        this.room = room;
        this.findings = findings;
    }

    void look(ClusterProfile profile) {
        String about = profile.cluster();
        findings.look(about, "Fix this in the cloud or in the fleet file, then look again.", () -> {
            CloudSighting sighting = new ClusterSearch(new MagnumService(session)).find(profile.inCloud(), null);
            CloudCluster cluster = sighting.cluster();
            Shape shape = shape(profile, cluster);
            sighting(about, sighting, shape);
            if (cluster != null) {
                new VolumeCheckup(session, findings).look(profile, cluster);
            }
            List<MagnumTemplate> usable = new TemplateCheckup(stock, findings).usable(profile, shape);
            if (shape != null) {
                MagnumTemplate template = usable.stream().findFirst().orElse(null);
                new ShapeCheckup(stock, findings).look(about, shape);
                room(about, shape, template, cluster);
            }
        });
    }

    private static @Nullable Shape shape(ClusterProfile profile, @Nullable CloudCluster cluster) {
        if (profile.shape() != null) {
            return profile.shape();
        }
        if (cluster == null) {
            return null;
        }
        return cluster.shape();
    }

    private void sighting(String about, CloudSighting sighting, @Nullable Shape shape) {
        CloudCluster cluster = sighting.cluster();
        if (cluster != null) {
            known(about, cluster);
        } else if (shape == null) {
            findings.stops(
                    about,
                    sighting.detail() + " Its shape is as-it-is, so Rekindle does not know what to build.",
                    "Correct magnum: in the fleet file, or write the wished shape under shape:.");
        } else {
            findings.note(
                    about,
                    sighting.detail() + " It would be built from the shape in the fleet file.",
                    "If it should be there, correct magnum: in the fleet file.");
        }
    }

    private void known(String about, CloudCluster cluster) {
        String sentence = "Magnum knows it as " + cluster.identity().name() + " ("
                + cluster.identity().uuid() + "), " + cluster.status() + ".";
        if (cluster.status().isComplete()) {
            findings.ok(about, sentence);
        } else if (cluster.status().isFailed()) {
            findings.note(
                    about,
                    sentence + " From there Magnum refuses an upgrade; a rebuild works." + itsReason(cluster),
                    "Find out what failed before you change more of it.");
        } else if (cluster.hasKnownStatus()) {
            findings.note(about, sentence + " Magnum refuses an upgrade while it is busy.", "Wait until it is done.");
        } else {
            findings.note(
                    about,
                    sentence + " That is no status of Magnum's, so nothing would be planned on it.",
                    "Look again in a while: a new cluster has none for a moment. If it stays so, ask the cloud's"
                            + " operators.");
        }
    }

    private static String itsReason(CloudCluster cluster) {
        if (cluster.statusReason() == null) {
            return "";
        }
        return " Its reason: " + cluster.statusReason();
    }

    private ResourceDemand demand(@Nullable CloudCluster cluster) {
        if (cluster == null) {
            return ResourceDemand.none();
        }
        return ResourceDemand.of(cluster.shape(), stock.template(cluster.templateId()), stock::flavor);
    }

    private void room(String about, Shape shape, @Nullable MagnumTemplate template, @Nullable CloudCluster old) {
        ResourceDemand wanted = ResourceDemand.of(shape, template, stock::flavor);
        ResourceDemand comesFree = demand(old);
        String needs = "It needs "
                + wanted.amounts().entrySet().stream()
                        .map(want -> want.getKey().inWords(want.getValue()))
                        .collect(Collectors.joining(", "))
                + ". ";
        List<String> beside = room.lacks(wanted, ResourceDemand.none());
        List<String> after = room.lacks(wanted, comesFree);
        if (beside.isEmpty()) {
            findings.ok(
                    about + ": quota",
                    needs + (old == null ? "There is room for it." : "There is room for it even beside the old one."));
        } else if (after.isEmpty()) {
            findings.note(
                    about + ": quota",
                    needs + "There is no room for it beside the old one: " + String.join(", ", beside)
                            + ". Once the old one is gone there is, and Rekindle deletes first.",
                    "Nothing, unless you want to build the new one by hand before the old one is deleted: then ask for"
                            + " more quota.");
        } else {
            findings.stops(
                    about + ": quota",
                    needs + "There is no room for it" + (old == null ? ": " : " even with the old one gone: ")
                            + String.join(", ", after) + ".",
                    "Ask the cloud's operators for more quota, delete what is not used, or write a smaller shape.");
        }
    }
}
