// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import io.javalin.http.HandlerType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.ApiCall;
import org.rekindle.lab.cloud.http.JsonFields;
import org.rekindle.lab.cloud.http.Reply;
import org.rekindle.lab.cloud.http.Routes;

/** The list and the details of a user's application credentials, never their secrets, and their end. */
final class ApplicationCredentials {

    private static final String PATH = Keystone.PATH + "/users/{user}/application_credentials";

    private final Accounts accounts;
    private final Gatekeeper gatekeeper;

    ApplicationCredentials(Accounts accounts, Gatekeeper gatekeeper) {
        this.accounts = accounts;
        this.gatekeeper = gatekeeper;
    }

    void serve(Routes routes) {
        routes.get(PATH, "keystone.credentials", gatekeeper.guard(this::list))
                .get(PATH + "/{credential}", "keystone.credential", gatekeeper.guard(this::show))
                .add(
                        HandlerType.DELETE,
                        PATH + "/{credential}",
                        "keystone.credential.delete",
                        gatekeeper.guard(this::delete));
    }

    /** A restricted credential may not even delete others of its user. */
    private Reply delete(ApiCall call, Caller caller) {
        CloudFixture.ApplicationCredential own = caller.credential();
        if (!mayLook(call, caller) || own != null && !own.unrestricted()) {
            return Keystone.forbidden("identity:delete_application_credential");
        }
        String wanted = call.segment("credential");
        if (of(call).stream().noneMatch(credential -> credential.id().equals(wanted))) {
            return Keystone.error(404, "Not Found", "Could not find Application Credential: " + wanted + ".");
        }
        accounts.revoke(wanted);
        return Reply.noContent();
    }

    private Reply list(ApiCall call, Caller caller) {
        if (!mayLook(call, caller)) {
            return Keystone.forbidden("identity:list_application_credentials");
        }
        String name = call.query("name");
        List<JsonFields> found = of(call).stream()
                .filter(credential -> name == null || credential.name().equals(name))
                .map(credential -> describe(credential, caller))
                .toList();
        return Reply.ok(new JsonFields().with("application_credentials", found).with("links", new JsonFields()));
    }

    private Reply show(ApiCall call, Caller caller) {
        if (!mayLook(call, caller)) {
            return Keystone.forbidden("identity:get_application_credential");
        }
        String wanted = call.segment("credential");
        return of(call).stream()
                .filter(credential -> credential.id().equals(wanted))
                .findFirst()
                .map(credential -> Reply.ok(JsonFields.of("application_credential", describe(credential, caller))))
                .orElseGet(() ->
                        Keystone.error(404, "Not Found", "Could not find Application Credential: " + wanted + "."));
    }

    private List<CloudFixture.ApplicationCredential> of(ApiCall call) {
        return accounts.byId(call.segment("user")).stream()
                .flatMap(account -> account.user().applicationCredentials().stream())
                .filter(credential -> !accounts.revoked(credential))
                .toList();
    }

    /** Keystone writes UTC without saying so. */
    private static @Nullable String end(@Nullable Instant end) {
        if (end == null) {
            return null;
        }
        return end.truncatedTo(ChronoUnit.MICROS).toString().replaceFirst("Z$", "");
    }

    private static boolean mayLook(ApiCall call, Caller caller) {
        return caller.admin() || call.segment("user").equals(caller.userId());
    }

    private JsonFields describe(CloudFixture.ApplicationCredential credential, Caller caller) {
        return new JsonFields()
                .with("id", credential.id())
                .with("name", credential.name())
                .with("description", null)
                .with("expires_at", end(accounts.endsAt(credential)))
                .with("project_id", caller.projectId())
                .with(
                        "roles",
                        caller.roles().stream()
                                .map(role -> JsonFields.of("name", role))
                                .toList())
                .with("unrestricted", credential.unrestricted());
    }
}
