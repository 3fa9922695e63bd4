// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.magnum.MagnumTemplate;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.FlavorStock;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.TemplateStock;

/** Looks for all that a create names (templates, images, flavors, keypair, networks), and at the login and its end. */
public final class CreateFactsReader {

    private final OpenStackSession session;
    private final CloudCatalog stock;

    /** A reader of one cloud. */
    public CreateFactsReader(OpenStackSession session) {
        this.session = session;
        this.stock = new CloudCatalog(session);
    }

    /**
     * What is there of what a create names. A service that does not answer fails the whole look.
     *
     * @param wanted the templates by name or UUID
     */
    public CreateFacts at(Shape shape, List<String> wanted) {
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
                new LoginDetails(session).look());
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
                .flatMap(CreateFactsReader::named)
                .distinct()
                .flatMap(name -> Stream.ofNullable(stock.flavor(name))
                        .map(flavor -> new FlavorStock(name, flavor.vcpus(), flavor.ram(), flavor.disk())))
                .toList();
    }

    private static Stream<String> named(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return Stream.empty();
        }
        return Stream.of(name);
    }
}
