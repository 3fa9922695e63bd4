// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.CloudFixtureBuilder;

/** A cloud of many projects, with templates that one project shares with all. */
final class SharedTemplates {

    private static final String OWNER = "the-clouds-own";
    private static final String PASSWORD = "not-used-here";

    private SharedTemplates() {}

    /** What a cloud has, for several projects without clusters; what Rekindle logs in with has the name of the project. */
    static CloudFixture forProjects(CloudFixture cloud, List<String> projects) {
        CloudFixtureBuilder shared = new CloudFixtureBuilder();
        projects.forEach(project -> shared.project(new CloudFixture.Project(project, null))
                .user(new CloudFixture.User(
                        "operator-of-" + project, null, PASSWORD, project, "member", List.of(login(project)))));
        shared.project(new CloudFixture.Project(OWNER, null))
                .user(new CloudFixture.User("admin-of-templates", null, PASSWORD, OWNER, "admin", List.of()));
        cloud.images().forEach(shared::image);
        cloud.flavors().forEach(shared::flavor);
        cloud.networks().forEach(shared::network);
        cloud.templates().forEach(template -> shared.template(shared(template)));
        return shared.build();
    }

    private static CloudFixture.ApplicationCredential login(String project) {
        String id = UUID.nameUUIDFromBytes(project.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return new CloudFixture.ApplicationCredential(id, project, "drill-secret", true);
    }

    private static CloudFixture.Template shared(CloudFixture.Template template) {
        return new CloudFixture.Template(
                template.name(),
                template.uuid(),
                template.image(),
                template.flavor(),
                template.masterFlavor(),
                template.externalNetwork(),
                template.fixedNetwork(),
                template.networkDriver(),
                template.keypair(),
                template.labels(),
                true,
                template.masterLoadBalancer(),
                OWNER);
    }
}
