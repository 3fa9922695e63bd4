// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.Mutation;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** {@code /v1/clustertemplates}. */
final class TemplateApi {

    private static final Set<String> SORTABLE =
            Set.of("uuid", "name", "created_at", "updated_at", "image_id", "flavor_id", "coe", "project_id", "user_id");

    private final Books books;
    private final LabClock clock;
    private final Lookups lookups;
    private final TemplateRequest reader;

    TemplateApi(Books books, LabClock clock, Lookups lookups) {
        this.books = books;
        this.clock = clock;
        this.lookups = lookups;
        this.reader = new TemplateRequest(lookups);
    }

    void serve(Endpoints endpoints) {
        String one = "/v1/clustertemplates/{template}";
        endpoints
                .get("/v1/clustertemplates", "magnum.template.list", request -> list(request, "clustertemplates"))
                .get(
                        "/v1/clustertemplates/detail",
                        "magnum.template.list",
                        request -> list(request, "clustertemplates/detail"))
                .get(one, "magnum.template.show", request -> Reply.ok(TemplateView.of(find(request), request)))
                .change(
                        HandlerType.POST,
                        "/v1/clustertemplates",
                        "magnum.template.create",
                        Mutation.Kind.TEMPLATE_CHANGE,
                        this::create)
                .change(HandlerType.PATCH, one, "magnum.template.update", Mutation.Kind.TEMPLATE_CHANGE, this::update)
                .change(HandlerType.DELETE, one, "magnum.template.delete", Mutation.Kind.TEMPLATE_CHANGE, this::delete);
    }

    private StoredTemplate find(Request request) {
        return books.template(request.call().segment("template"), request.caller());
    }

    private Reply list(Request request, String path) {
        List<StoredTemplate> visible = books.templates.stream()
                .filter(template -> template.visibleTo(request.caller()))
                .toList();
        return Reply.ok(Paging.page(
                request,
                "clustertemplates",
                path,
                "ClusterTemplate",
                visible,
                SORTABLE,
                template -> TemplateView.of(template, request)));
    }

    private Reply create(Request request) {
        StoredTemplate template = reader.read(request, clock.now());
        books.templates.add(template);
        return Reply.of(201, TemplateView.fresh(template, request))
                .with("Location", request.url() + "/v1/clustertemplates/" + template.uuid());
    }

    private Reply update(Request request) {
        Patch patch = Patch.read(request.call().body(), Set.of());
        StoredTemplate template = find(request);
        request.about(template.name());
        ObjectNode document = (ObjectNode) JsonFields.tree(template.fields());
        patch.apply(document);
        TemplateRequest.checkNetworkDriver(document.path("network_driver").asText());
        requireOwner(request, template, "clustertemplate:update");
        Map<String, String> labels = Attributes.labels(document.path("labels"));
        lookups.image(document.path("image_id").asText());
        lookups.rootVolume(Attributes.textOf(document, "flavor_id"), labels);
        lookups.rootVolume(Attributes.textOf(document, "master_flavor_id"), labels);
        boolean isPublic = Attributes.flagOf(document, "public", false);
        boolean hidden = Attributes.flagOf(document, "hidden", false);
        TemplateRequest.checkPublish(request, isPublic != template.isPublic() || hidden != template.hidden());
        refuseWhenUsed(template);
        JsonFields fields = new JsonFields();
        document.properties().forEach(field -> fields.with(field.getKey(), JsonFields.plain(field.getValue())));
        fields.with("labels", labels);
        StoredTemplate changed = new StoredTemplate(
                template.uuid(),
                template.projectId(),
                fields,
                labels,
                isPublic,
                hidden,
                template.createdAt(),
                clock.now());
        books.replace(changed);
        // The answer shows the time of the last change but one.
        return Reply.ok(TemplateView.of(changed, request).with("updated_at", MagnumTimes.stored(template.updatedAt())));
    }

    private Reply delete(Request request) {
        StoredTemplate template = find(request);
        request.about(template.name());
        requireOwner(request, template, "clustertemplate:delete");
        refuseWhenUsed(template);
        books.templates.remove(template);
        return Reply.noContent();
    }

    private static void requireOwner(Request request, StoredTemplate template, String rule) {
        request.requireMember(rule);
        if (!request.caller().admin()
                && !template.projectId().equals(request.caller().projectId())) {
            throw MagnumError.policy(rule);
        }
    }

    private void refuseWhenUsed(StoredTemplate template) {
        if (books.inUse(template)) {
            throw MagnumError.badRequest(
                    "ClusterTemplate " + template.uuid() + " is referenced by one or multiple clusters.");
        }
    }
}
