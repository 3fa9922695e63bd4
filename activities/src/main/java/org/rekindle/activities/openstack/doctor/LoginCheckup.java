// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rekindle.activities.openstack.catalog.LoginDetails;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.cloudsfile.CloudEntry;

/** Whether one can log in, and whether those who can may do what a recovery does. */
final class LoginCheckup {

    /** A recovery with its waiting for people takes days; a credential should outlive it. */
    private static final Duration SOON = Duration.ofDays(30);

    private final Findings findings;
    private final Clock clock;
    private String projectId = "";

    LoginCheckup(Findings findings, Clock clock) {
        this.findings = findings;
        this.clock = clock;
    }

    /** The project that the login is for; empty before {@link #at}. */
    String projectId() {
        return projectId;
    }

    /** Logs in and looks at the token. */
    void at(OpenStackSession session) {
        CloudEntry cloud = session.entry();
        JsonNode token = session.ownToken().required().body().path("token");
        projectId = token.path("project").path("id").asText("");
        findings.ok(
                "login",
                "Keystone at " + cloud.authUrl() + " lets "
                        + token.path("user").path("name").asText("the user") + " into project "
                        + token.path("project").path("name").asText(projectId) + ".");
        if (!cloud.verify()) {
            findings.note(
                    "login",
                    "Certificates of the cloud are not verified, so a machine in between can read the login.",
                    "Remove verify: false and insecure: true from clouds." + cloud.name() + " in " + cloud.file()
                            + "; for a private authority set cacert.");
        }
        roles(token);
        credential(session, token);
    }

    private void roles(JsonNode token) {
        List<String> roles = new ArrayList<>();
        token.path("roles").forEach(role -> roles.add(role.path("name").asText()));
        List<String> plain =
                roles.stream().map(role -> role.toLowerCase(Locale.ROOT)).toList();
        String named = roles.isEmpty() ? "none" : String.join(", ", roles);
        if (plain.contains("member") || plain.contains("admin") || plain.contains("_member_")) {
            findings.ok("roles", "The roles in the project are: " + named + ".");
        } else if (roles.isEmpty() || plain.equals(List.of("reader"))) {
            findings.stops(
                    "roles",
                    "The roles in the project are: " + named + ". They allow reads alone.",
                    "Ask for the role member in the project. An application credential keeps the roles that it was made"
                            + " with: make a new one afterwards.");
        } else {
            findings.note(
                    "roles",
                    "The roles in the project are: " + named
                            + ". Only this cloud's operators know whether they allow one to create and delete clusters.",
                    "Ask the operators; most clouds want the role member.");
        }
    }

    private void credential(OpenStackSession session, JsonNode token) {
        JsonNode credential = token.path("application_credential");
        if (credential.isMissingNode() || credential.isNull()) {
            return;
        }
        String name = LoginDetails.name(credential);
        JsonNode details = LoginDetails.applicationCredential(
                LoginDetails.details(session, token, credential.path("id").asText("")));
        if (LoginDetails.restricted(credential, details)) {
            findings.stops(
                    "application credential",
                    "The application credential " + name
                            + " is restricted (unrestricted: false). For each cluster Magnum"
                            + " makes a further one, which Keystone forbids a restricted one with 403: every create ends"
                            + " in CREATE_FAILED, after the old cluster is gone.",
                    "Make another: openstack application credential create --unrestricted rekindle; then put its id and"
                            + " secret into clouds." + session.entry().name() + " of clouds.yaml and secure.yaml.");
        } else {
            findings.ok(
                    "application credential",
                    "The application credential " + name + " is unrestricted, as a create needs.");
        }
        expiry(name, details);
    }

    private void expiry(String name, JsonNode details) {
        Instant end = LoginDetails.end(details);
        if (end != null && end.isBefore(clock.instant().plus(SOON))) {
            findings.note(
                    "application credential",
                    "The application credential " + name + " ends at " + end + ".",
                    "Make a new one in time: openstack application credential create --unrestricted rekindle. Clusters"
                            + " have credentials of their own, which Magnum made.");
        }
    }
}
