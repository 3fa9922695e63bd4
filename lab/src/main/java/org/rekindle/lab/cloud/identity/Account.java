// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import java.util.List;
import org.rekindle.lab.cloud.CloudFixture;

/** A user with the project in which it has its roles. */
record Account(String id, CloudFixture.User user, Project project) {

    /** The role and those that Keystone implies by it. */
    List<String> roles() {
        return switch (user.role()) {
            case "admin" -> List.of("admin", "member", "reader");
            case "member" -> List.of("member", "reader");
            default -> List.of("reader");
        };
    }

    record Project(String id, String name) {}
}
