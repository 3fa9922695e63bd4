// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;

/** The Identity API v3. */
public final class Keystone {

    /** Below the address of the server. */
    public static final String PATH = "/identity/v3";

    private static final String TOKENS = PATH + "/auth/tokens";
    private static final String SUBJECT = "X-Subject-Token";
    private static final JsonFields DOMAIN =
            new JsonFields().with("id", "default").with("name", "Default");

    private final Accounts accounts;
    private final Tokens tokens;
    private final Authentication authentication;
    private final Gatekeeper gatekeeper;

    public Keystone(Accounts accounts, Tokens tokens, Gatekeeper gatekeeper) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.authentication = new Authentication(accounts);
        this.gatekeeper = gatekeeper;
    }

    /** Makes an application credential and the tokens got with it useless. */
    public void revokeCredential(String credentialId) {
        accounts.revoke(credentialId);
        tokens.revokeOf(credentialId);
    }

    /** Adds what Keystone answers to. */
    public void serve(Routes routes) {
        routes.get("/", "keystone.versions", this::versions)
                .get("/identity", "keystone.versions", this::versions)
                .get(PATH, "keystone.version", call -> Reply.ok(JsonFields.of("version", version(call.baseUrl()))))
                .post(TOKENS, "keystone.token", this::issue)
                .get(TOKENS, "keystone.token.show", gatekeeper.guard(this::show))
                .add(HandlerType.DELETE, TOKENS, "keystone.token.revoke", gatekeeper.guard(this::revoke))
                .get(PATH + "/auth/catalog", "keystone.catalog", gatekeeper.guard(this::catalog))
                .get(PATH + "/auth/projects", "keystone.projects", gatekeeper.guard(this::ownProjects))
                .get(PATH + "/projects", "keystone.projects", gatekeeper.guard(this::allProjects))
                .get(PATH + "/projects/{project}", "keystone.project", gatekeeper.guard(this::project))
                .get(PATH + "/users/{user}", "keystone.user", gatekeeper.guard(this::user))
                .get(PATH + "/users/{user}/projects", "keystone.projects", gatekeeper.guard(this::ownProjects));
        new ApplicationCredentials(accounts, gatekeeper).serve(routes);
    }

    private Reply versions(ApiCall call) {
        JsonFields versions = JsonFields.of("values", List.of(version(call.baseUrl())));
        return Reply.of(300, JsonFields.of("versions", versions)).with("Location", call.baseUrl() + PATH + "/");
    }

    private static JsonFields version(String baseUrl) {
        return new JsonFields()
                .with("id", "v3.14")
                .with("status", "stable")
                .with("updated", "2020-04-07T00:00:00Z")
                .with("links", List.of(new JsonFields().with("rel", "self").with("href", baseUrl + PATH + "/")))
                .with(
                        "media-types",
                        List.of(new JsonFields()
                                .with("base", "application/json")
                                .with("type", "application/vnd.openstack.identity-v3+json")));
    }

    private Reply issue(ApiCall call) {
        JsonNode body;
        try {
            body = JsonFields.read(call.body());
        } catch (JsonProcessingException e) {
            return error(400, "Bad Request", "The request body is not valid JSON.");
        }
        if (!body.path("auth").path("identity").path("methods").isArray()) {
            return error(400, "Bad Request", "'identity' is a required property");
        }
        Optional<Authentication.Proven> proven = authentication.prove(body.path("auth"));
        if (proven.isEmpty()) {
            return error(401, "Unauthorized", "The request you have made requires authentication.");
        }
        Tokens.Token token = tokens.issue(proven.get().caller(), proven.get().method());
        return Reply.of(201, describe(token, call.baseUrl())).with(SUBJECT, token.id());
    }

    private Reply show(ApiCall call, Caller caller) {
        return tokens.find(call.header(SUBJECT))
                .map(token -> Reply.ok(describe(token, call.baseUrl())).with(SUBJECT, token.id()))
                .orElseGet(() -> error(404, "Not Found", "Failed to validate token"));
    }

    private Reply revoke(ApiCall call, Caller caller) {
        String subject = call.header(SUBJECT);
        if (subject != null) {
            tokens.revoke(subject);
        }
        return Reply.noContent();
    }

    private Reply catalog(ApiCall call, Caller caller) {
        return Reply.ok(JsonFields.of("catalog", Catalogue.of(call.baseUrl(), caller.projectId())));
    }

    private Reply ownProjects(ApiCall call, Caller caller) {
        return Reply.ok(projects(List.of(new Account.Project(caller.projectId(), caller.projectName()))));
    }

    private Reply allProjects(ApiCall call, Caller caller) {
        if (!caller.admin()) {
            return forbidden("identity:list_projects");
        }
        String name = call.query("name");
        return Reply.ok(projects(accounts.projects().stream()
                .filter(project -> name == null || project.name().equals(name))
                .toList()));
    }

    private Reply project(ApiCall call, Caller caller) {
        String wanted = call.segment("project");
        if (!caller.admin() && !wanted.equals(caller.projectId())) {
            return forbidden("identity:get_project");
        }
        return accounts.projects().stream()
                .filter(project -> project.id().equals(wanted))
                .findFirst()
                .map(project -> Reply.ok(JsonFields.of("project", describe(project))))
                .orElseGet(() -> error(404, "Not Found", "Could not find project: " + wanted + "."));
    }

    private Reply user(ApiCall call, Caller caller) {
        String wanted = call.segment("user");
        if (!caller.admin() && !wanted.equals(caller.userId())) {
            return forbidden("identity:get_user");
        }
        return accounts.byId(wanted)
                .map(account -> Reply.ok(JsonFields.of(
                        "user",
                        new JsonFields()
                                .with("id", account.id())
                                .with("name", account.user().name())
                                .with("domain_id", "default")
                                .with("enabled", true))))
                .orElseGet(() -> error(404, "Not Found", "Could not find user: " + wanted + "."));
    }

    private static JsonFields projects(List<Account.Project> projects) {
        return new JsonFields()
                .with("projects", projects.stream().map(Keystone::describe).toList())
                .with("links", new JsonFields().with("next", null).with("previous", null));
    }

    private static JsonFields describe(Account.Project project) {
        return new JsonFields()
                .with("id", project.id())
                .with("name", project.name())
                .with("domain_id", "default")
                .with("description", "")
                .with("enabled", true)
                .with("parent_id", "default")
                .with("is_domain", false)
                .with("tags", List.of())
                .with("options", new JsonFields())
                .with("links", new JsonFields());
    }

    private JsonFields describe(Tokens.Token token, String baseUrl) {
        Caller caller = token.caller();
        JsonFields description = new JsonFields()
                .with("methods", List.of(token.method()))
                .with(
                        "user",
                        new JsonFields()
                                .with("domain", DOMAIN)
                                .with("id", caller.userId())
                                .with("name", caller.userName())
                                .with("password_expires_at", null))
                .with("audit_ids", List.of(token.id().substring(6, 28)))
                .with(
                        "expires_at",
                        token.expiresAt().truncatedTo(ChronoUnit.MICROS).toString())
                .with(
                        "issued_at",
                        token.issuedAt().truncatedTo(ChronoUnit.MICROS).toString())
                .with(
                        "project",
                        new JsonFields()
                                .with("domain", DOMAIN)
                                .with("id", caller.projectId())
                                .with("name", caller.projectName()))
                .with("is_domain", false)
                .with(
                        "roles",
                        caller.roles().stream()
                                .map(role -> new JsonFields().with("id", role).with("name", role))
                                .toList())
                .with("catalog", Catalogue.of(baseUrl, caller.projectId()));
        CloudFixture.ApplicationCredential credential = caller.credential();
        if (credential != null) {
            description.with(
                    "application_credential",
                    new JsonFields()
                            .with("id", credential.id())
                            .with("name", credential.name())
                            .with("restricted", !credential.unrestricted()));
        }
        return JsonFields.of("token", description);
    }

    static Reply forbidden(String rule) {
        return error(403, "Forbidden", "You are not authorized to perform the requested action: " + rule + ".");
    }

    static Reply error(int code, String title, String message) {
        return Reply.of(
                code,
                JsonFields.of(
                        "error",
                        new JsonFields()
                                .with("code", code)
                                .with("message", message)
                                .with("title", title)));
    }
}
