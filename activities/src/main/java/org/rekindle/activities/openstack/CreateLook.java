// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CreateFacts;
import org.rekindle.workflows.model.FlavorStock;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.TemplateStock;

/** Looks for all that a create names: templates, images, flavors, keypair, networks, and whether the login may create and lasts. */
final class CreateLook {

    private final OpenStackSession session;
    private final Stock stock;

    CreateLook(OpenStackSession session) {
        this.session = session;
        this.stock = new Stock(session);
    }

    /**
     * What is there of it. A service that does not answer fails the whole look.
     *
     * @param wanted the templates by name or UUID
     */
    CreateFacts at(Shape shape, List<String> wanted) {
        List<TemplateStock> templates = stock.templates().stream()
                .filter(template -> wanted.contains(template.uuid()) || wanted.contains(template.name()))
                .map(template -> template(template, shape))
                .toList();
        return new CreateFacts(
                templates,
                flavors(shape, templates),
                named(shape.keypair()).filter(stock::hasKeypair).toList(),
                named(shape.fixedNetwork())
                        .filter(name -> stock.network(name) != null)
                        .toList(),
                named(shape.fixedSubnet()).filter(stock::hasSubnet).toList(),
                session.magnumVersion().minor(session),
                new LoginLook(session).look());
    }

    private TemplateStock template(MagnumTemplate template, Shape shape) {
        JsonNode image = template.image() == null ? null : stock.image(template.image());
        return new TemplateStock(
                template.uuid(),
                template.name(),
                template.flavor(),
                template.masterFlavor(),
                template.masterLoadBalancer(),
                template.allLabels(),
                new TemplateFaults(stock).of(template, image, shape));
    }

    private List<FlavorStock> flavors(Shape shape, List<TemplateStock> templates) {
        Stream<@Nullable String> ofShape = Stream.concat(
                Stream.of(shape.masterFlavor()), shape.nodeGroups().stream().map(NodeGroupShape::flavor));
        Stream<@Nullable String> ofTemplates =
                templates.stream().flatMap(template -> Stream.of(template.flavor(), template.masterFlavor()));
        return Stream.concat(ofShape, ofTemplates)
                .flatMap(CreateLook::named)
                .distinct()
                .flatMap(name -> Stream.ofNullable(stock.flavor(name))
                        .map(flavor -> new FlavorStock(name, flavor.vcpus(), flavor.ram(), flavor.disk())))
                .toList();
    }

    private static Stream<String> named(@Nullable String name) {
        return name == null || name.isBlank() ? Stream.empty() : Stream.of(name);
    }
}
