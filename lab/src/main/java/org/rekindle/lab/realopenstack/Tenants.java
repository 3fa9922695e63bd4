// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.CloudSession;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.identity.Catalogue;
import org.rekindle.lab.cloud.simulated.CloudsYamlFile;

/** The projects, users and application credentials of a world, made in a real Keystone, which gives them its own ids. */
final class Tenants {
    static final String SERVICE_PROJECT = "service";
    static final String MAGNUM = "magnum";

    private final String identityUrl;
    private final CloudFixture world;
    private final CloudSession admin;
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final Map<String, String> projects = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> clouds = new LinkedHashMap<>();
    private final String magnumPassword = UUID.randomUUID().toString();

    private Tenants(String identityUrl, CloudFixture world, CloudSession admin) {
        this.identityUrl = identityUrl;
        this.world = world;
        this.admin = admin;
    }

    /** Makes them, and the user by whom Magnum checks tokens. */
    static Tenants make(IdentityServer keystone, CloudFixture world) {
        Tenants tenants = new Tenants(keystone.url(), world, keystone.admin());
        tenants.learnRoles();
        String service = tenants.project(SERVICE_PROJECT);
        String magnum = tenants.user(MAGNUM, tenants.magnumPassword, service);
        tenants.assign(magnum, service, "admin");
        tenants.assign(magnum, service, "service");
        for (CloudFixture.Project project : world.projects()) {
            tenants.projects.put(project.name(), tenants.project(project.name()));
        }
        world.users().forEach(tenants::add);
        return tenants;
    }

    /** The id of a project by its name; of the first one if none is given. */
    String projectId(@Nullable String name) {
        return Objects.requireNonNull(projects.get(nameOf(name)), () -> "the world does not list the project " + name);
    }

    /** The entries of a clouds.yaml: one for each user and application credential. */
    Map<String, Map<String, Object>> clouds() {
        return clouds;
    }

    /** The password of the user by whom Magnum checks tokens. */
    String magnumPassword() {
        return magnumPassword;
    }

    /** A user of the world, logged in. */
    CloudSession login(CloudFixture.User user) {
        return CloudSession.login(identityUrl, user.name(), user.password(), nameOf(user.project()));
    }

    /** A user who may make things in a project, which is the first one if none is named. */
    CloudFixture.User member(@Nullable String project) {
        String wanted = nameOf(project);
        return world.users().stream()
                .filter(user -> !user.role().equals("reader"))
                .filter(user -> nameOf(user.project()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no user may make anything in the project " + wanted + "; the world needs a member of it"));
    }

    private String nameOf(@Nullable String project) {
        return Objects.requireNonNullElseGet(
                project, () -> world.projects().get(0).name());
    }

    private void add(CloudFixture.User user) {
        String project = nameOf(user.project());
        String id = user(user.name(), user.password(), projectId(project));
        assign(id, projectId(project), user.role());
        clouds.put(user.name(), CloudsYamlFile.password(identityUrl, user, project));
        if (!user.applicationCredentials().isEmpty()) {
            CloudSession self = login(user);
            for (CloudFixture.ApplicationCredential credential : user.applicationCredentials()) {
                clouds.put(credential.name(), CloudsYamlFile.credential(identityUrl, make(self, id, credential)));
            }
        }
    }

    /** The credential under the id that Keystone has given it. */
    private CloudFixture.ApplicationCredential make(
            CloudSession self, String userId, CloudFixture.ApplicationCredential credential) {
        JsonNode made = self.send(
                        "POST",
                        identityUrl + "/users/" + userId + "/application_credentials",
                        JsonFields.of(
                                "application_credential",
                                new JsonFields()
                                        .with("name", credential.name())
                                        .with("secret", credential.secret())
                                        .with("unrestricted", credential.unrestricted())))
                .ok("making the application credential " + credential.name());
        return new CloudFixture.ApplicationCredential(
                made.path("application_credential").path("id").asText(),
                credential.name(),
                credential.secret(),
                credential.unrestricted());
    }

    private void learnRoles() {
        admin.send("GET", identityUrl + "/roles", null)
                .ok("listing roles")
                .path("roles")
                .forEach(role ->
                        roles.put(role.path("name").asText(), role.path("id").asText()));
    }

    private String project(String name) {
        return admin.send(
                        "POST",
                        identityUrl + "/projects",
                        JsonFields.of(
                                "project", new JsonFields().with("name", name).with("domain_id", "default")))
                .ok("making the project " + name)
                .path("project")
                .path("id")
                .asText();
    }

    private String user(String name, String password, String projectId) {
        return admin.send(
                        "POST",
                        identityUrl + "/users",
                        JsonFields.of(
                                "user",
                                new JsonFields()
                                        .with("name", name)
                                        .with("password", password)
                                        .with("domain_id", "default")
                                        .with("default_project_id", projectId)))
                .ok("making the user " + name)
                .path("user")
                .path("id")
                .asText();
    }

    private void assign(String userId, String projectId, String role) {
        String roleId = Objects.requireNonNull(roles.get(role), () -> "Keystone has no role " + role);
        admin.send("PUT", identityUrl + "/projects/" + projectId + "/users/" + userId + "/roles/" + roleId, null)
                .ok("giving the role " + role);
    }

    /** The services that a token's catalogue leads to. */
    void publish(List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            String service = admin.send(
                            "POST",
                            identityUrl + "/services",
                            JsonFields.of(
                                    "service",
                                    new JsonFields()
                                            .with("name", endpoint.name())
                                            .with("type", endpoint.type())))
                    .ok("making the service " + endpoint.name())
                    .path("service")
                    .path("id")
                    .asText();
            for (String face : List.of("public", "internal", "admin")) {
                admin.send(
                                "POST",
                                identityUrl + "/endpoints",
                                JsonFields.of(
                                        "endpoint",
                                        new JsonFields()
                                                .with("service_id", service)
                                                .with("interface", face)
                                                .with("region_id", Catalogue.REGION)
                                                .with("url", endpoint.url())))
                        .ok("making an endpoint of " + endpoint.name());
            }
        }
    }

    /** Where a service is. */
    record Endpoint(String type, String name, String url) {}
}
