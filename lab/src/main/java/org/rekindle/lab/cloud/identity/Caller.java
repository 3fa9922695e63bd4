// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;

/**
 * Who makes a request, as its token says.
 *
 * @param credential the application credential that the token was got with, null for a password
 */
public record Caller(
        String userId,
        String userName,
        String projectId,
        String projectName,
        List<String> roles,
        CloudFixture.@Nullable ApplicationCredential credential) {

    public boolean admin() {
        return roles.contains("admin");
    }

    public boolean member() {
        return roles.contains("member");
    }

    /** Whether Keystone would refuse to make a further application credential for this caller. */
    public boolean restricted() {
        return credential != null && !credential.unrestricted();
    }
}
