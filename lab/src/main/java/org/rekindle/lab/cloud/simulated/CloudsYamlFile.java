// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.simulated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.http.JsonFields;

/** Writes the file from which OpenStack clients read where a cloud is and how to log in. */
public final class CloudsYamlFile {

    private CloudsYamlFile() {}

    /** The entry of a user with a password. */
    public static Map<String, Object> password(String identityUrl, CloudFixture.User user, String project) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("auth_url", identityUrl);
        auth.put("username", user.name());
        auth.put("password", user.password());
        auth.put("project_name", project);
        auth.put("user_domain_name", "Default");
        auth.put("project_domain_name", "Default");
        return entry(auth, null);
    }

    /** The entry of an application credential. */
    public static Map<String, Object> credential(String identityUrl, CloudFixture.ApplicationCredential credential) {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("auth_url", identityUrl);
        auth.put("application_credential_id", credential.id());
        auth.put("application_credential_secret", credential.secret());
        return entry(auth, "v3applicationcredential");
    }

    /** Writes the file so that only its owner can ever read it. JSON is YAML, and every client takes it. */
    public static void write(Path file, Map<String, Map<String, Object>> clouds) throws IOException {
        Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        Path draft = Files.createTempFile(
                directory,
                ".clouds",
                ".yaml",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        StringBuilder text = new StringBuilder("clouds:\n");
        clouds.forEach((name, entry) -> text.append("  ")
                .append(name)
                .append(": ")
                .append(JsonFields.write(entry))
                .append('\n'));
        Files.writeString(draft, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Map<String, Object> entry(Map<String, Object> auth, @Nullable String authType) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (authType != null) {
            entry.put("auth_type", authType);
        }
        entry.put("auth", auth);
        entry.put("region_name", "RegionOne");
        entry.put("interface", "public");
        entry.put("identity_api_version", "3");
        return entry;
    }
}
