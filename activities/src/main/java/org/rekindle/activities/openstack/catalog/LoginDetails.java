// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.activities.openstack.client.ServiceCall;
import org.rekindle.workflows.model.observation.CloudLogin;

/** Looks at our own login: its roles, and whether an application credential is restricted or ends. */
public final class LoginDetails {

    private final OpenStackSession session;

    LoginDetails(OpenStackSession session) {
        this.session = session;
    }

    CloudLogin look() {
        JsonNode token = session.ownToken().required().body().path("token");
        List<String> roles = new ArrayList<>();
        token.path("roles").forEach(role -> roles.add(role.path("name").asText()));
        JsonNode credential = token.path("application_credential");
        if (credential.isMissingNode() || credential.isNull()) {
            return new CloudLogin(null, null, false, List.copyOf(roles));
        }
        ServiceAnswer answer = details(session, token, credential.path("id").asText(""));
        // Where one may not look it up, Keystone shows no end; where it does not answer, the look has failed.
        JsonNode details =
                applicationCredential(answer.status() == 403 || answer.isRefusal() ? answer : answer.required());
        return new CloudLogin(name(credential), end(details), restricted(credential, details), List.copyOf(roles));
    }

    /** What people call it. */
    public static String name(JsonNode credential) {
        return credential.path("name").asText(credential.path("id").asText());
    }

    /** Whether the credential may not make further ones, by the token or, where that does not say, by its details. */
    public static boolean restricted(JsonNode credential, JsonNode details) {
        if (credential.has("restricted")) {
            return credential.path("restricted").asBoolean();
        }
        return !details.path("unrestricted").asBoolean(true);
    }

    /** Keystone does not say in the token when a credential ends, and some clouds do not let a user look it up. */
    public static ServiceAnswer details(OpenStackSession session, JsonNode token, String id) {
        String user = token.path("user").path("id").asText("");
        return session.send(
                ServiceCall.get(CloudService.IDENTITY, "/users/" + user + "/application_credentials/" + id));
    }

    /** The credential in an answer to {@link #details}. */
    public static JsonNode applicationCredential(ServiceAnswer answer) {
        return answer.body().path("application_credential");
    }

    /**
     * When it ends, null when never or when Keystone does not show. Keystone writes UTC without saying so, such as
     * {@code 2026-12-01T00:00:00.000000}.
     */
    public static @Nullable Instant end(JsonNode details) {
        String text = details.path("expires_at").asText("");
        try {
            if (text.isBlank() || text.equals("null")) {
                return null;
            }
            return LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            // Not a time that Keystone would write: then it says nothing of an end.
            return null;
        }
    }
}
