// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.model.FlavorStock;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.TemplateStock;

/** What Magnum asks of a shape and a template together, since the template fills in what the shape leaves open. */
final class TemplateRules {

    private static final String BOOT_VOLUME = "boot_volume_size";

    private TemplateRules() {}

    static List<String> objections(Shape shape, TemplateStock template, List<FlavorStock> flavors) {
        List<String> objections = new ArrayList<>();
        template.faults().forEach(fault -> objections.add("Of the template " + template.name() + ": " + fault));
        loadBalancer(shape, template).ifPresent(objections::add);
        rootVolumes(shape, template, flavors, objections);
        return objections;
    }

    /** Recording 061. */
    private static Optional<String> loadBalancer(Shape shape, TemplateStock template) {
        Boolean own = shape.masterLoadBalancer();
        boolean balanced = Boolean.TRUE.equals(own == null ? template.masterLoadBalancer() : own);
        return shape.masterCount() > 1 && !balanced
                ? Optional.of("A control plane of " + shape.masterCount()
                        + " machines needs a load balancer (master_lb_enabled), and the "
                        + (own == null ? "template " + template.name() : "shape") + " has none.")
                : Optional.empty();
    }

    /** Recording 058; Magnum also refuses a flavor without a disk where the nodes do not boot from volumes. */
    private static void rootVolumes(
            Shape shape, TemplateStock template, List<FlavorStock> flavors, List<String> objections) {
        String label =
                shape.labels().getOrDefault(BOOT_VOLUME, template.labels().getOrDefault(BOOT_VOLUME, "0"));
        if (!label.matches("-?\\d{1,9}")) {
            objections.add("The label " + BOOT_VOLUME + " is " + label + ", which is no whole number.");
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
                        .ifPresent(each -> objections.add("The flavor " + name + " has no disk, and the label "
                                + BOOT_VOLUME + " asks for no volume to boot from.")));
    }

    /** The template's flavors, where the shape leaves them open. */
    private static Stream<String> fromTemplate(Shape shape, TemplateStock template) {
        String master = shape.masterFlavor() == null ? template.masterFlavor() : null;
        boolean open = shape.nodeGroups().stream()
                .anyMatch(group -> group.flavor() == null || group.flavor().isBlank());
        return Stream.concat(Stream.ofNullable(master), Stream.ofNullable(open ? template.flavor() : null));
    }
}
