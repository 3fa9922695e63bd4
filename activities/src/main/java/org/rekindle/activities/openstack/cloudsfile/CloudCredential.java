// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import org.jspecify.annotations.Nullable;
import org.openstack4j.model.common.Identifier;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth;

/** How to log in to Keystone v3. The text form of every kind leaves the secret out. */
public sealed interface CloudCredential {

    /** What must never be shown. */
    String secret();

    /** The login as openstack4j sends it. */
    KeystoneAuth login();

    /** Something in Keystone by id, or by name within a domain. */
    record Named(
            @Nullable String id,
            @Nullable String name,
            @Nullable Domain domain) {

        /** A domain by id or by name; exactly one is set. */
        public record Domain(@Nullable String id, @Nullable String name) {
            Identifier identifier() {
                if (id != null) {
                    return Identifier.byId(id);
                }
                return Identifier.byName(String.valueOf(name));
            }
        }
    }

    /** A user with a password, within a project. */
    record Password(Named user, String password, Named project) implements CloudCredential {

        @Override
        public String secret() {
            return password;
        }

        @Override
        public KeystoneAuth login() {
            KeystoneAuth.AuthScope scope = scope();
            if (user.id() != null || user.domain() == null) {
                return new KeystoneAuth(user.id(), password, null, scope);
            }
            return new KeystoneAuth(user.name(), password, user.domain().identifier(), scope);
        }

        private KeystoneAuth.AuthScope scope() {
            if (project.id() != null || project.domain() == null) {
                return KeystoneAuth.AuthScope.project(Identifier.byId(project.id()));
            }
            return KeystoneAuth.AuthScope.project(
                    Identifier.byName(project.name()), project.domain().identifier());
        }

        @Override
        public String toString() {
            return "password of " + user + " in " + project;
        }
    }

    /**
     * An application credential: its project comes with it.
     *
     * @param user set when the credential is given by name
     */
    record Application(
            @Nullable String id,
            @Nullable String name,
            @Nullable Named user,
            String secret) implements CloudCredential {

        @Override
        public KeystoneAuth login() {
            return new ApplicationCredentialAuth(this);
        }

        @Override
        public String toString() {
            return "application credential " + (id != null ? id : name);
        }
    }
}
