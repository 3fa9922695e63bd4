// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.openstack.CloudCredential.Named;

/** Reads one merged cloud, and adds every fault that it finds to the list. */
final class CloudEntryReader {

    private static final Pattern IDENTITY_VERSION = Pattern.compile("/v[23](\\.0)?/?$");

    private final String cloud;
    private final Path file;
    private final ObjectNode settings;
    private final List<String> faults;

    CloudEntryReader(String cloud, Path file, ObjectNode settings, List<String> faults) {
        this.cloud = cloud;
        this.file = file;
        this.settings = settings;
        this.faults = faults;
    }

    /** The entry, or null when something that it cannot do without is missing; then there are faults. */
    @Nullable
    CloudEntry read() {
        URI authUrl = authUrl();
        CloudCredential credential = credential();
        Facing facing = facing();
        Path authority = authority();
        boolean verify = verify();
        identityVersion();
        if (text(settings, "cert") != null) {
            fault("cert", "logging in with a client certificate is not supported", "use an application credential");
        }
        if (authUrl == null || credential == null || facing == null) {
            return null;
        }
        return new CloudEntry(cloud, file, authUrl, credential, region(), facing, authority, verify);
    }

    private @Nullable URI authUrl() {
        String text = auth("auth_url");
        if (text == null) {
            fault("auth.auth_url", "it is missing", "give the URL of Keystone, such as https://cloud.example:5000/v3");
            return null;
        }
        try {
            URI url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null) {
                String root = IDENTITY_VERSION.matcher(text).replaceFirst("").replaceFirst("/$", "");
                return new URI(root + "/v3");
            }
        } catch (URISyntaxException e) {
            // The same fault as below: the text is no URL of Keystone. The exception would quote it.
        }
        fault("auth.auth_url", "it is no http or https URL of a host", "give it as https://cloud.example:5000/v3");
        return null;
    }

    private @Nullable CloudCredential credential() {
        String type = text(settings, "auth_type");
        return switch (type == null ? "password" : type.toLowerCase(Locale.ROOT)) {
            case "password", "v3password" -> password(type);
            case "v3applicationcredential" -> application();
            default -> {
                fault("auth_type", type + " is not supported", "use password or v3applicationcredential");
                yield null;
            }
        };
    }

    private @Nullable CloudCredential password(@Nullable String type) {
        if (type == null && auth("application_credential_secret") != null) {
            fault(
                    "auth_type",
                    "it is missing beside an application credential",
                    "add auth_type: v3applicationcredential");
            return null;
        }
        Named user = named("user", auth("user_id"), firstOf(auth("username"), auth("user_name")));
        Named project = named(
                "project",
                firstOf(auth("project_id"), auth("tenant_id")),
                firstOf(auth("project_name"), auth("tenant_name")));
        String password = auth("password");
        if (password == null) {
            fault("auth.password", "it is missing", "put it into secure.yaml, under the same cloud");
        }
        return user == null || project == null || password == null
                ? null
                : new CloudCredential.Password(user, password, project);
    }

    private @Nullable CloudCredential application() {
        String id = auth("application_credential_id");
        String name = auth("application_credential_name");
        String secret = auth("application_credential_secret");
        Named user = null;
        if (id == null && name == null) {
            fault("auth.application_credential_id", "it is missing", "give the id of the application credential");
        } else if (id == null) {
            user = named("user", auth("user_id"), firstOf(auth("username"), auth("user_name")));
        }
        if (secret == null) {
            fault(
                    "auth.application_credential_secret",
                    "it is missing",
                    "put it into secure.yaml, under the same cloud; Keystone shows it only once, when it is made");
        }
        boolean known = id != null || (name != null && user != null);
        return secret == null || !known ? null : new CloudCredential.Application(id, name, user, secret);
    }

    private @Nullable Named named(String what, @Nullable String id, @Nullable String name) {
        if (id != null) {
            return new Named(id, null, null);
        }
        if (name == null) {
            String key = what.equals("user") ? "username" : "project_name";
            fault("auth." + key, "it is missing", "give " + key + " or " + what + "_id");
            return null;
        }
        String domainId = firstOf(auth(what + "_domain_id"), auth("domain_id"), auth("default_domain_id"));
        String domainName = firstOf(auth(what + "_domain_name"), auth("domain_name"), auth("default_domain_name"));
        if (auth(what + "_domain_name") != null && auth(what + "_domain_id") == null) {
            domainId = null;
        }
        if (domainId == null && domainName == null) {
            fault(
                    "auth." + what + "_domain_name",
                    "it is missing, and a " + what + " name counts only within a domain",
                    "give " + what + "_domain_name or " + what + "_domain_id, often Default");
            return null;
        }
        return new Named(null, name, new Named.Domain(domainId, domainId == null ? domainName : null));
    }

    private @Nullable String region() {
        String region = text(settings, "region_name");
        if (region != null) {
            return region;
        }
        JsonNode first = settings.path("regions").path(0);
        return first.isObject() ? text(first, "name") : blankToNull(first.asText(""));
    }

    private @Nullable Facing facing() {
        String text = firstOf(text(settings, "interface"), text(settings, "endpoint_type"));
        return switch (text == null ? "public" : text.toLowerCase(Locale.ROOT).replace("url", "")) {
            case "public" -> Facing.PUBLIC;
            case "internal" -> Facing.INTERNAL;
            case "admin" -> Facing.ADMIN;
            default -> {
                fault("interface", text + " is no interface", "use public, internal or admin");
                yield null;
            }
        };
    }

    private @Nullable Path authority() {
        String text = text(settings, "cacert");
        if (text == null) {
            return null;
        }
        String expanded = text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
        Path path = file.resolveSibling(expanded).normalize();
        if (!Files.isReadable(path)) {
            fault("cacert", path + " cannot be read", "give a PEM file with the authorities of this cloud");
        }
        return path;
    }

    private boolean verify() {
        JsonNode verify = settings.path("verify");
        String text = verify.asText("true").toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            fault("verify", "it is neither true nor false", "use true; with cacert for a private authority");
        }
        return !text.equals("false");
    }

    private void identityVersion() {
        String version = text(settings, "identity_api_version");
        if (version != null && !version.matches("v?3(\\.\\d+)?")) {
            fault("identity_api_version", version + " is not supported", "use 3");
        }
    }

    /** A value of {@code auth}; older files have it beside {@code auth}. */
    private @Nullable String auth(String key) {
        return firstOf(text(settings.path("auth"), key), text(settings, key));
    }

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isValueNode() ? blankToNull(value.asText("")) : null;
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() || text.equals("null") ? null : text;
    }

    private static @Nullable String firstOf(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private void fault(String key, String fault, String cure) {
        faults.add(file + ": clouds." + cloud + "." + key + ": " + fault + "; " + cure + ".");
    }
}
