// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.rekindle.lab.cloud.LabClock;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;

/** {@code /v1/quotas}: how many clusters a project may have. */
final class QuotaApi {

    private static final Attributes ATTRIBUTES = attributes();

    private final Books books;
    private final LabClock clock;
    private final Predicate<String> projectExists;

    QuotaApi(Books books, LabClock clock, Predicate<String> projectExists) {
        this.books = books;
        this.clock = clock;
        this.projectExists = projectExists;
    }

    void serve(Endpoints endpoints) {
        String one = "/v1/quotas/{project}/{resource}";
        endpoints
                .get("/v1/quotas", "magnum.quota.list", this::list)
                .get(one, "magnum.quota.show", this::show)
                .administer(HandlerType.POST, "/v1/quotas", "magnum.quota.create", this::create)
                .administer(HandlerType.PATCH, one, "magnum.quota.update", this::update)
                .administer(HandlerType.DELETE, one, "magnum.quota.delete", this::delete);
    }

    private Reply list(Request request) {
        boolean all = request.caller().admin()
                && "true".equalsIgnoreCase(request.call().query("all_tenants"));
        List<JsonFields> quotas = books.quotas.values().stream()
                .filter(quota ->
                        all || quota.projectId().equals(request.caller().projectId()))
                .map(quota -> view(quota, false))
                .toList();
        return Reply.ok(JsonFields.of("quotas", quotas));
    }

    private Reply show(Request request) {
        String project = request.call().segment("project");
        if (!request.caller().admin() && !project.equals(request.caller().projectId())) {
            throw MagnumError.of(403, "Not authorized.");
        }
        Quota quota = books.quotas.get(project);
        return Reply.ok(
                quota != null
                        ? view(quota, false)
                        : new JsonFields()
                                .with("hard_limit", Quota.DEFAULT_LIMIT)
                                .with("project_id", project)
                                .with("resource", "Cluster"));
    }

    private Reply create(Request request) {
        JsonNode body = ATTRIBUTES.read(request.call().body());
        request.requireAdmin("quota:create");
        String project = Objects.requireNonNullElse(Attributes.textOf(body, "project_id"), "None");
        if (!projectExists.test(project)) {
            throw MagnumError.of(404, "The project_id " + project + " could not be found.");
        }
        if (books.quotas.containsKey(project)) {
            throw MagnumError.conflict("Quota for project " + project + " already exists for resource Cluster.");
        }
        Quota quota = new Quota(
                books.quotaIds.incrementAndGet(),
                project,
                Attributes.wholeOf(body, "hard_limit", 1),
                clock.now(),
                null);
        books.quotas.put(project, quota);
        return Reply.of(201, view(quota, true));
    }

    private Reply update(Request request) {
        JsonNode body = ATTRIBUTES.read(request.call().body());
        request.requireAdmin("quota:update");
        Quota old = find(request);
        Quota quota = new Quota(
                old.id(),
                old.projectId(),
                Attributes.wholeOf(body, "hard_limit", old.hardLimit()),
                old.createdAt(),
                clock.now());
        books.quotas.put(quota.projectId(), quota);
        return Reply.of(202, view(quota, false).with("updated_at", MagnumTimes.fresh(clock.now())));
    }

    private Reply delete(Request request) {
        request.requireAdmin("quota:delete");
        books.quotas.remove(find(request).projectId());
        return Reply.noContent();
    }

    private Quota find(Request request) {
        String project = request.call().segment("project");
        Quota quota = books.quotas.get(project);
        if (quota == null) {
            throw MagnumError.of(
                    404,
                    "Quota could not be found: project_id " + project + " resource "
                            + request.call().segment("resource") + ".");
        }
        return quota;
    }

    private static JsonFields view(Quota quota, boolean fresh) {
        return new JsonFields()
                .with("id", quota.id())
                .with("hard_limit", quota.hardLimit())
                .with("project_id", quota.projectId())
                .with("resource", "Cluster")
                .with(
                        "created_at",
                        fresh ? MagnumTimes.fresh(quota.createdAt()) : MagnumTimes.stored(quota.createdAt()))
                .with("updated_at", MagnumTimes.stored(quota.updatedAt()));
    }

    private static Attributes attributes() {
        Map<String, Attributes.Type> types = new LinkedHashMap<>();
        types.put("project_id", Attributes.text());
        types.put("resource", new Attributes.Type.OneOf(List.of("Cluster")));
        types.put("hard_limit", Attributes.whole(0));
        return new Attributes("quota", types, List.of());
    }
}
