// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.model.QuotaLine;
import org.rekindle.workflows.model.QuotaQuestion;
import org.rekindle.workflows.model.QuotaSighting;

/** Tells of each resource how much the project may have and has, and what the clusters in question take up. It only looks. */
final class QuotaAnswer {

    private final OpenStackSession session;

    QuotaAnswer(OpenStackSession session) {
        this.session = session;
    }

    QuotaSighting to(QuotaQuestion question) {
        List<String> notTold = new ArrayList<>();
        Room room = new QuotaLook(
                        session,
                        CloudQuotas.projectOf(session),
                        (service, failure) -> notTold.add(service.label() + ": " + failure.getOriginalMessage()))
                .room();
        Stock stock = new Stock(session);
        MagnumTemplate template = stock.template(question.templateId());
        Demand now = Demand.of(question.now(), template, stock::flavor);
        Demand wanted = Demand.of(question.wanted(), template, stock::flavor);
        Demand surge = Demand.ofSurge(question.now(), template, stock::flavor);
        List<QuotaLine> lines = room.all().entrySet().stream()
                .map(entry -> new QuotaLine(
                        entry.getKey().label(),
                        entry.getValue().isLimited() ? entry.getValue().limit() : -1,
                        entry.getValue().used(),
                        now.of(entry.getKey()),
                        wanted.of(entry.getKey()),
                        surge.of(entry.getKey())))
                .toList();
        return new QuotaSighting(lines, List.copyOf(notTold));
    }
}
