// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.CloudLogin;

/** Looks at our own login: its roles, and whether an application credential is restricted or ends. */
final class LoginLook {

    private final OpenStackSession session;

    LoginLook(OpenStackSession session) {
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
        Answer answer = details(session, token, credential.path("id").asText(""));
        // Where one may not look it up, Keystone tells no end; where it does not answer, the look has failed.
        JsonNode details =
                applicationCredential(answer.status() == 403 || answer.isRefusal() ? answer : answer.required());
        return new CloudLogin(name(credential), end(details), restricted(credential, details), List.copyOf(roles));
    }

    /** What people call it. */
    static String name(JsonNode credential) {
        return credential.path("name").asText(credential.path("id").asText());
    }

    static boolean restricted(JsonNode credential, JsonNode details) {
        return credential.has("restricted")
                ? credential.path("restricted").asBoolean()
                : !details.path("unrestricted").asBoolean(true);
    }

    /** Keystone does not say in the token when a credential ends, and some clouds let nobody look it up. */
    static Answer details(OpenStackSession session, JsonNode token, String id) {
        String user = token.path("user").path("id").asText("");
        return session.send(Call.get(CloudService.IDENTITY, "/users/" + user + "/application_credentials/" + id));
    }

    static JsonNode applicationCredential(Answer answer) {
        return answer.body().path("application_credential");
    }

    /**
     * When it ends, null when never or when Keystone does not tell. Keystone writes UTC without saying so, such as
     * {@code 2026-12-01T00:00:00.000000}.
     */
    static @Nullable Instant end(JsonNode details) {
        String text = details.path("expires_at").asText("");
        try {
            return text.isBlank() || text.equals("null")
                    ? null
                    : LocalDateTime.parse(text.replaceFirst("Z$", "")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            // Not a time that Keystone would write: then it says nothing of an end.
            return null;
        }
    }
}
