// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openstack4j.openstack.common.Auth.Type;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth;

/**
 * Logs in to Keystone by an application credential, which openstack4j does not know by itself. It must not name a scope:
 * the credential brings its project.
 */
@JsonRootName("auth")
@JsonSerialize(using = ApplicationCredentialAuth.Body.class)
final class ApplicationCredentialAuth extends KeystoneAuth {

    private static final long serialVersionUID = 1L;

    private final transient CloudCredential.Application credential;

    ApplicationCredentialAuth(CloudCredential.Application credential) {
        super(Type.CREDENTIALS);
        this.credential = credential;
    }

    /** Writes the body; openstack4j wraps it in {@code auth}. */
    static final class Body extends JsonSerializer<ApplicationCredentialAuth> {

        @Override
        public void serialize(ApplicationCredentialAuth auth, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            CloudCredential.Application credential = auth.credential;
            json.writeStartObject();
            json.writeObjectFieldStart("identity");
            json.writeArrayFieldStart("methods");
            json.writeString("application_credential");
            json.writeEndArray();
            json.writeObjectFieldStart("application_credential");
            if (credential.id() == null) {
                writeIfSet(json, "name", credential.name());
                writeUser(json, credential.user());
            } else {
                json.writeStringField("id", credential.id());
            }
            json.writeStringField("secret", credential.secret());
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }

        private static void writeUser(JsonGenerator json, CloudCredential.@Nullable Named user) throws IOException {
            if (user == null) {
                return;
            }
            json.writeObjectFieldStart("user");
            writeIfSet(json, "id", user.id());
            writeIfSet(json, "name", user.name());
            CloudCredential.Named.Domain domain = user.domain();
            if (domain != null) {
                json.writeObjectFieldStart("domain");
                writeIfSet(json, "id", domain.id());
                writeIfSet(json, "name", domain.name());
                json.writeEndObject();
            }
            json.writeEndObject();
        }

        private static void writeIfSet(JsonGenerator json, String key, @Nullable String value) throws IOException {
            if (value != null) {
                json.writeStringField(key, value);
            }
        }
    }
}
