// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.quota;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.openstack.catalog.CloudCatalog;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.workflows.api.InventoryActivities.QuotaQuestion;
import org.rekindle.workflows.model.observation.QuotaLine;
import org.rekindle.workflows.model.observation.QuotaSighting;

/** Shows for each resource how much the project may have and has, and what the given clusters use. It only looks. */
public final class QuotaComparison {

    private final OpenStackSession session;

    /** A comparison in one cloud. */
    public QuotaComparison(OpenStackSession session) {
        this.session = session;
    }

    /** Compares the free quota with what the clusters of the question take up. */
    public QuotaSighting to(QuotaQuestion question) {
        List<String> notReported = new ArrayList<>();
        QuotaHeadroom room = new QuotaReader(
                        session,
                        CloudQuotas.projectOf(session),
                        (service, failure) -> notReported.add(service.label() + ": " + failure.getOriginalMessage()))
                .room();
        CloudCatalog stock = new CloudCatalog(session);
        MagnumTemplate template = stock.template(question.templateId());
        ResourceDemand now = ResourceDemand.of(question.now(), template, stock::flavor);
        ResourceDemand wanted = ResourceDemand.of(question.wanted(), template, stock::flavor);
        ResourceDemand surge = ResourceDemand.ofSurge(question.now(), template, stock::flavor);
        List<QuotaLine> lines = room.all().entrySet().stream()
                .map(entry -> new QuotaLine(
                        entry.getKey().label(),
                        entry.getValue().isLimited() ? entry.getValue().limit() : -1,
                        entry.getValue().used(),
                        now.of(entry.getKey()),
                        wanted.of(entry.getKey()),
                        surge.of(entry.getKey())))
                .toList();
        return new QuotaSighting(lines, List.copyOf(notReported));
    }
}
