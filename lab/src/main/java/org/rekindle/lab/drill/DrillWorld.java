// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.World;
import org.rekindle.lab.cloud.WorldBuilder;

/** The cloud of a drill: a few templates, and one cluster with a node group of its own. */
final class DrillWorld {

    /** The application credential by which Rekindle logs in. */
    static final String LOGIN = "rekindle";

    static final String CLUSTER = "hub";
    static final String NODE_GROUP = "core";

    static final String OLD = "k8s-1.31";
    static final String NEXT = "k8s-1.32";
    static final String NEWEST = "k8s-1.33";

    /** Its chart passes a flag that its API server does not know: such a cluster never comes up. */
    static final String DOOMED = "k8s-1.33-default-chart";

    private DrillWorld() {}

    /** The world with its cluster, whose certificates were issued when it was made. */
    static World of(Duration age) {
        return with(List.of("pythia"), LOGIN, null)
                .cluster(cluster(CLUSTER, "pythia", age))
                .build();
    }

    /** A world of several projects without clusters; what Rekindle logs in with has the name of the project. */
    static World ofProjects(List<String> projects) {
        String owner = "the-clouds-own";
        return with(projects, null, owner)
                .project(new World.Project(owner, null))
                .user(new World.User("admin-of-templates", null, "not-used-here", owner, "admin", List.of()))
                .build();
    }

    /** A cluster with a node group of its own. */
    static World.Cluster cluster(String name, String project, Duration age) {
        return new World.Cluster(
                name,
                null,
                OLD,
                project,
                null,
                1,
                1,
                null,
                null,
                Map.of(),
                List.of(new World.NodeGroup(NODE_GROUP, "m3.small", 1, 1, 3)),
                age);
    }

    /**
     * What all worlds have.
     *
     * @param login the name of what Rekindle logs in with; null for that of the project
     * @param owner the project that shares its templates with all; null where there is none
     */
    private static WorldBuilder with(List<String> projects, @Nullable String login, @Nullable String owner) {
        WorldBuilder world = new WorldBuilder();
        for (String project : projects) {
            world.project(new World.Project(project, null))
                    .user(new World.User(
                            "operator-of-" + project,
                            null,
                            "not-used-here",
                            project,
                            "member",
                            List.of(new World.ApplicationCredential(
                                    UUID.nameUUIDFromBytes(project.getBytes(StandardCharsets.UTF_8))
                                            .toString()
                                            .replace("-", ""),
                                    login == null ? project : login,
                                    "drill-secret",
                                    true))));
        }
        return world.image(new World.Image("kube-1.31", null, "v1.31.0", "ubuntu"))
                .image(new World.Image("kube-1.32", null, "v1.32.1", "ubuntu"))
                .image(new World.Image("kube-1.33", null, "v1.33.2", "ubuntu"))
                .flavor(new World.Flavor("m3.small", null, 2, 6144, 20))
                .network(new World.Network("public", null, true))
                .template(template(OLD, "kube-1.31", Map.of("capi_helm_chart_version", "0.10.1"), owner))
                .template(template(NEXT, "kube-1.32", Map.of("capi_helm_chart_version", "0.14.1"), owner))
                .template(template(NEWEST, "kube-1.33", Map.of("capi_helm_chart_version", "0.16.0"), owner))
                .template(template(DOOMED, "kube-1.33", Map.of(), owner));
    }

    private static World.Template template(
            String name, String image, Map<String, String> labels, @Nullable String owner) {
        return new World.Template(
                name,
                null,
                image,
                "m3.small",
                null,
                "public",
                null,
                "calico",
                null,
                labels,
                owner != null,
                false,
                owner);
    }
}
