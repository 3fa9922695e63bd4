// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.FlavorStock;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.TemplateStock;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** What Magnum asks of a shape and a template together, since the template fills in what the shape leaves open. */
final class TemplateRules {

    private static final String BOOT_VOLUME = "boot_volume_size";

    private TemplateRules() {}

    static List<Reason> objections(Shape shape, TemplateStock template, List<FlavorStock> flavors) {
        List<Reason> objections = new ArrayList<>();
        Reason faulty = Reason.of(ReasonCode.CREATE_TEMPLATE_FAULT, "template", template.name());
        template.faults().forEach(fault -> objections.add(faulty.with("fault", fault)));
        loadBalancer(shape, template).ifPresent(objections::add);
        rootVolumes(shape, template, flavors, objections);
        return objections;
    }

    /** Recording 061. */
    private static Optional<Reason> loadBalancer(Shape shape, TemplateStock template) {
        Reason lacks = Reason.of(ReasonCode.CREATE_NO_LOAD_BALANCER, "machines", shape.masterCount());
        Boolean own = shape.masterLoadBalancer();
        if (own == null) {
            return loadBalancer(shape, template.masterLoadBalancer(), lacks.with("template", template.name()));
        }
        return loadBalancer(shape, own, lacks);
    }

    private static Optional<Reason> loadBalancer(Shape shape, @Nullable Boolean balanced, Reason lacks) {
        if (shape.masterCount() > 1 && !Boolean.TRUE.equals(balanced)) {
            return Optional.of(lacks);
        }
        return Optional.empty();
    }

    /** Recording 058; Magnum also refuses a flavor without a disk where the nodes do not boot from volumes. */
    private static void rootVolumes(
            Shape shape, TemplateStock template, List<FlavorStock> flavors, List<Reason> objections) {
        String label =
                shape.labels().getOrDefault(BOOT_VOLUME, template.labels().getOrDefault(BOOT_VOLUME, "0"));
        if (!label.matches("-?\\d{1,9}")) {
            objections.add(Reason.of(ReasonCode.CREATE_BOOT_VOLUME_UNREADABLE, "size", label));
            return;
        }
        if (Integer.parseInt(label) > 0) {
            return;
        }
        Stream.concat(CreateIsValid.flavors(shape), fromTemplate(shape, template))
                .distinct()
                .forEach(name -> flavors.stream()
                        .filter(each -> each.name().equals(name) && each.disk() == 0)
                        .findFirst()
                        .ifPresent(each ->
                                objections.add(Reason.of(ReasonCode.CREATE_NOTHING_TO_BOOT_FROM, "flavor", name))));
    }

    /** The template's flavors, where the shape leaves them open. */
    private static Stream<String> fromTemplate(Shape shape, TemplateStock template) {
        Stream.Builder<String> flavors = Stream.builder();
        if (shape.masterFlavor() == null && template.masterFlavor() != null) {
            flavors.add(template.masterFlavor());
        }
        boolean open = shape.nodeGroups().stream()
                .anyMatch(group -> group.flavor() == null || group.flavor().isBlank());
        if (open && template.flavor() != null) {
            flavors.add(template.flavor());
        }
        return flavors.build();
    }
}
