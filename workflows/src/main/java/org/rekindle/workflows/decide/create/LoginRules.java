// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.CloudLogin;

/** What a login must be, so that a create that it asks for comes to its end. */
final class LoginRules {

    private LoginRules() {}

    static List<String> objections(CloudLogin login, Instant now, Duration takes) {
        List<String> objections = new ArrayList<>();
        roles(login.roles(), objections);
        if (login.restricted()) {
            objections.add("The application credential " + login.credential()
                    + " is restricted. For each cluster Magnum makes a further one, which Keystone forbids it with 403:"
                    + " every create ends in CREATE_FAILED. Make another with openstack application credential create"
                    + " --unrestricted.");
        }
        Instant end = login.endsAt();
        if (end != null && end.isBefore(now.plus(takes))) {
            objections.add("The application credential " + login.credential() + " ends at " + end
                    + ", and a rebuild may take " + Words.of(takes)
                    + ". Make a new one (openstack application credential create --unrestricted) and write it into"
                    + " clouds.yaml.");
        }
        return objections;
    }

    /** Recording 064: a reader's create is answered with 403. */
    private static void roles(List<String> roles, List<String> objections) {
        List<String> plain =
                roles.stream().map(role -> role.toLowerCase(Locale.ROOT)).toList();
        if (plain.isEmpty() || plain.equals(List.of("reader"))) {
            objections.add("The login has "
                    + (plain.isEmpty() ? "no role in the project" : "the role reader alone")
                    + ", which may not create clusters (403). Ask for the role member.");
        }
    }
}
