// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.TemplateStock;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * Decides whether Magnum would take the create that a rebuild asks for. The rules are Magnum's and its driver's own, each in a file of
 * its kind with the number of the recording (magnum 23.0.0, magnum-capi-helm 1.4.0) in which a real Magnum refuses.
 *
 * <p>Other refusals that were recorded cannot come of what Rekindle sends: a count that is no number (057), labels that are no object
 * (059), an unknown field (060), a negative timeout (062), no template (065).
 */
public final class CreateIsValid {

    private CreateIsValid() {}

    /**
     * What speaks against a create from one template; empty when nothing does.
     *
     * @param template its UUID; one that is not among the facts is not there (050, 066)
     * @param takes how long the rebuild may take, for which the login must last
     */
    public static List<Reason> objections(
            String name, Shape shape, String template, CreateFacts facts, Instant now, Duration takes) {
        Optional<TemplateStock> stock = facts.templates().stream()
                .filter(each -> each.uuid().equals(template))
                .findFirst();
        List<Reason> objections = new ArrayList<>(ClusterRules.objections(name, shape, facts));
        objections.addAll(NodeGroupRules.objections(shape, facts.microversion()));
        objections.addAll(LoginRules.objections(facts.login(), now, takes));
        if (stock.isEmpty()) {
            objections.add(Reason.of(ReasonCode.CREATE_TEMPLATE_GONE, "template", template));
        } else {
            objections.addAll(TemplateRules.objections(shape, stock.get(), facts.flavors()));
        }
        return List.copyOf(objections);
    }

    /** What any create names: the shape's flavors, and the UUIDs of no template. */
    static Stream<String> flavors(Shape shape) {
        return Stream.concat(
                        Stream.ofNullable(shape.masterFlavor()),
                        shape.nodeGroups().stream().map(group -> group.flavor()))
                .filter(flavor -> flavor != null && !flavor.isBlank())
                .distinct();
    }
}
