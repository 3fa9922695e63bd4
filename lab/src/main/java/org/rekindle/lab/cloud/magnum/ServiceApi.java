// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.List;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;

/** What Magnum says about itself: its versions, its resources, its conductor, its numbers. */
final class ServiceApi {

    private static final List<String> RESOURCES =
            List.of("clustertemplates", "clusters", "quotas", "certificates", "mservices", "stats", "federations");

    private final Conductor conductor;
    private final Instant startedAt;

    ServiceApi(Conductor conductor) {
        this.conductor = conductor;
        this.startedAt = conductor.clock.now();
    }

    void serve(Routes routes, Endpoints endpoints) {
        routes.get(MagnumApi.PATH, "magnum.versions", this::versions)
                .get(MagnumApi.PATH + "/v1", "magnum.version", this::version);
        endpoints
                .get("/v1/mservices", "magnum.mservices", this::services)
                .get("/v1/stats", "magnum.stats", this::stats)
                .get(
                        "/v1/federations",
                        "magnum.federations",
                        request -> Reply.ok(JsonFields.of("federations", List.of())));
    }

    private Reply versions(ApiCall call) {
        JsonFields v1 = new JsonFields()
                .with("id", "v1")
                .with("links", List.of(link(url(call) + "/v1/", "self")))
                .with("status", "CURRENT")
                .with("max_version", "1." + Microversion.MAX_MINOR)
                .with("min_version", "1.1");
        return Reply.ok(new JsonFields()
                .with("name", "OpenStack Magnum API")
                .with(
                        "description",
                        "Magnum is an OpenStack project which aims to provide container cluster management.")
                .with("versions", List.of(v1)));
    }

    private Reply version(ApiCall call) {
        JsonFields body = new JsonFields()
                .with("id", "v1")
                .with(
                        "media_types",
                        List.of(new JsonFields()
                                .with("base", "application/json")
                                .with("type", "application/vnd.openstack.magnum.v1+json")))
                .with(
                        "links",
                        List.of(
                                link(url(call) + "/v1/", "self"),
                                link("http://docs.openstack.org/developer/magnum/dev/api-spec-v1.html", "describedby")
                                        .with("type", "text/html")));
        for (String resource : RESOURCES) {
            body.with(resource, Links.of(url(call), resource + "/"));
        }
        body.with("nodegroups", Links.of(url(call), "clusters/{cluster_id}/nodegroups"))
                .with("credentials", Links.of(url(call), "credentials/"));
        try {
            return Microversion.parse(call.header(Microversion.HEADER)).stamp(Reply.ok(body));
        } catch (Microversion.UnacceptableException e) {
            return e.reply();
        }
    }

    private Reply services(Request request) {
        request.requireAdmin("magnum-service:get_all");
        JsonFields magnumConductor = new JsonFields()
                .with("host", "lab")
                .with("binary", "magnum-conductor")
                .with("state", "up")
                .with("id", 1)
                .with("report_count", 1)
                .with("disabled", false)
                .with("disabled_reason", null)
                .with("created_at", MagnumTimes.stored(startedAt))
                .with("updated_at", MagnumTimes.stored(conductor.clock.now()));
        return Reply.ok(JsonFields.of("mservices", List.of(magnumConductor)));
    }

    private Reply stats(Request request) {
        String wanted = request.call().query("project_id");
        String own = request.caller().projectId();
        if (!request.caller().admin() && wanted != null && !wanted.equals(own)) {
            throw MagnumError.of(403, "Not authorized.");
        }
        String project = request.caller().admin() ? wanted : own;
        List<Cluster> counted = conductor.books.clusters.stream()
                .filter(cluster -> project == null || cluster.projectId.equals(project))
                .toList();
        int nodes = counted.stream()
                .flatMap(cluster -> cluster.nodeGroups.stream())
                .mapToInt(group -> group.nodeCount)
                .sum();
        return Reply.ok(new JsonFields().with("clusters", counted.size()).with("nodes", nodes));
    }

    private static String url(ApiCall call) {
        return call.baseUrl() + MagnumApi.PATH;
    }

    private static JsonFields link(String href, String rel) {
        return new JsonFields().with("href", href).with("rel", rel);
    }
}
