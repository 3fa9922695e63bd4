// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential.Named;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Fields;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Items;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Kind;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Text;
import org.rekindle.activities.tls.Signer;

/** Reads one merged cloud, and adds every fault that it finds to the list. */
final class CloudEntryReader {

    private static final Pattern IDENTITY_VERSION = Pattern.compile("(/v[23](\\.0)?)?/*$");

    private final String cloud;
    private final Path file;
    private final @Nullable String region;
    private final CloudSettings settings;

    /** @param region the chosen one, null when none is named */
    CloudEntryReader(String cloud, Path file, Fields settings, @Nullable String region, List<String> faults) {
        this.cloud = cloud;
        this.file = file;
        this.region = region;
        this.settings = new CloudSettings(cloud, file, settings, faults);
    }

    /** The entry, or null when something that it cannot do without is missing; then there are faults. */
    @Nullable
    CloudEntry read() {
        URI authUrl = authUrl();
        CloudCredential credential = credential();
        List<Facing> facings = facings("");
        boolean verify = verify();
        Path authority = verify ? authority() : null;
        Map<CloudService, ServiceSettings> services = services();
        identityVersion();
        notSupported();
        if (authUrl == null || credential == null || facings.isEmpty()) {
            return null;
        }
        return new CloudEntry(cloud, file, authUrl, credential, region, facings, authority, verify, services);
    }

    private @Nullable URI authUrl() {
        String key = "auth.auth_url";
        String written = settings.auth("auth_url");
        if (written == null) {
            settings.fault(key, "it is missing", "give the URL of Keystone, such as https://cloud.example:5000/v3");
            return null;
        }
        String text = settings.filledIn(written, key, region);
        if (text == null) {
            return null;
        }
        try {
            String address = HttpAddress.of(text).toString();
            return HttpAddress.of(IDENTITY_VERSION.matcher(address).replaceFirst("") + "/v3")
                    .uri();
        } catch (NoHttpAddress e) {
            settings.fault(key, e.problem(), e.cure());
            return null;
        }
    }

    private @Nullable CloudCredential credential() {
        if (settings.value("auth") != null && !(settings.value("auth") instanceof Fields)) {
            settings.fault("auth", "it is not a map of settings", "write auth_url: and the others below it");
        }
        String type = settings.text("auth_type");
        if (type == null && settings.value("auth_type") != null) {
            settings.fault("auth_type", "it is empty", "use password or v3applicationcredential");
            return null;
        }
        if (type == null && settings.value("auth_plugin") != null) {
            settings.fault("auth_plugin", "openstacksdk does not read it any more", "write auth_type in its place");
            return null;
        }
        return switch (Objects.requireNonNullElse(type, "password").toLowerCase(Locale.ROOT)) {
            case "password", "v3password" -> password(type);
            case "v3applicationcredential" -> application();
            default -> {
                settings.fault(
                        "auth_type",
                        CloudSettings.shown(type) + " is not supported",
                        "use password or v3applicationcredential");
                yield null;
            }
        };
    }

    private @Nullable CloudCredential password(@Nullable String type) {
        if (type == null && settings.auth("application_credential_secret") != null) {
            settings.fault(
                    "auth_type",
                    "it is missing beside an application credential",
                    "add auth_type: v3applicationcredential");
            return null;
        }
        Named user = user();
        Named project = named(
                "project", settings.scope("project_id", "tenant_id"), settings.scope("project_name", "tenant_name"));
        String password = settings.auth("password");
        if (password == null) {
            settings.fault("auth.password", "it is missing", "put it into secure.yaml, under the same cloud");
        }
        if (user == null || project == null || password == null) {
            return null;
        }
        return new CloudCredential.Password(user, password, project);
    }

    private @Nullable CloudCredential application() {
        String id = settings.auth("application_credential_id");
        String name = settings.auth("application_credential_name");
        String secret = settings.auth("application_credential_secret");
        Named user = null;
        if (id == null && name == null) {
            settings.fault(
                    "auth.application_credential_id", "it is missing", "give the id of the application credential");
        } else if (id == null) {
            user = user();
        }
        if (secret == null) {
            settings.fault(
                    "auth.application_credential_secret",
                    "it is missing",
                    "put it into secure.yaml, under the same cloud; Keystone shows it only once, when it is made");
        }
        boolean known = id != null || (name != null && user != null);
        if (secret == null || !known) {
            return null;
        }
        return new CloudCredential.Application(id, name, user, secret);
    }

    private @Nullable Named user() {
        String name = CloudSettings.firstOf(settings.auth("username"), settings.auth("user_name"));
        return named("user", settings.auth("user_id"), name);
    }

    private @Nullable Named named(String what, @Nullable String id, @Nullable String name) {
        if (id != null) {
            return new Named(id, null, null);
        }
        if (name == null) {
            String key = what.equals("user") ? "username" : "project_name";
            settings.fault("auth." + key, "it is missing", "give " + key + " or " + what + "_id");
            return null;
        }
        // An id goes before a name, wherever it is written: keystoneauth sends it so.
        String domainId = CloudSettings.firstOf(
                settings.scope(what + "_domain_id", "domain_id"), settings.auth("default_domain_id"));
        String domainName = CloudSettings.firstOf(
                settings.scope(what + "_domain_name", "domain_name"), settings.auth("default_domain_name"));
        if (domainId == null && domainName == null) {
            settings.fault(
                    "auth." + what + "_domain_name",
                    "it is missing, and a " + what + " name is valid only within a domain",
                    "give " + what + "_domain_name or " + what + "_domain_id, often Default");
            return null;
        }
        if (domainId != null) {
            return new Named(null, name, new Named.Domain(domainId, null));
        }
        return new Named(null, name, new Named.Domain(null, domainName));
    }

    /**
     * Which endpoints to use, the preferred one first; empty when there is a fault.
     *
     * @param prefix of a service, empty for the cloud's own setting
     */
    private List<Facing> facings(String prefix) {
        CloudsValue value = settings.value(facingKey(prefix));
        if (value == null) {
            if (prefix.isEmpty()) {
                return List.of(Facing.PUBLIC);
            }
            return List.of();
        }
        List<CloudsValue> values = values(value);
        List<Facing> facings = new ArrayList<>();
        for (CloudsValue one : values) {
            Facing facing = facing(one);
            if (facing != null) {
                facings.add(facing);
            }
        }
        if (facings.isEmpty() || facings.size() < values.size()) {
            settings.fault(value, noInterface(value), "use public, internal or admin");
            return List.of();
        }
        return List.copyOf(facings);
    }

    /**
     * The key that openstacksdk uses. It moves the older key over the newer one, of which it has a default of its own for the
     * cloud as a whole; of a single service it uses the key that stands further down.
     */
    private String facingKey(String prefix) {
        String older = prefix + "endpoint_type";
        String newer = prefix + "interface";
        if (settings.value(older) != null && (prefix.isEmpty() || !settings.isFurtherDown(newer, older))) {
            return older;
        }
        return newer;
    }

    private static List<CloudsValue> values(CloudsValue value) {
        if (value instanceof Items items) {
            return items.values();
        }
        return List.of(value);
    }

    private static String noInterface(CloudsValue value) {
        if (value instanceof Text text
                && text.kind() == Kind.TEXT
                && !text.written().isBlank()) {
            return CloudSettings.shown(text.written()) + " is not an interface";
        }
        return "it is not an interface";
    }

    private static @Nullable Facing facing(CloudsValue value) {
        if (!(value instanceof Text text)) {
            return null;
        }
        return switch (text.written().toLowerCase(Locale.ROOT)) {
            case "public", "publicurl" -> Facing.PUBLIC;
            case "internal", "internalurl" -> Facing.INTERNAL;
            case "admin", "adminurl" -> Facing.ADMIN;
            default -> null;
        };
    }

    private Map<CloudService, ServiceSettings> services() {
        Map<CloudService, ServiceSettings> services = new EnumMap<>(CloudService.class);
        for (CloudService service : CloudService.values()) {
            ServiceSettings own = new ServiceSettings(
                    endpoint(service),
                    text(service, "service_type"),
                    text(service, "service_name"),
                    text(service, "region_name"),
                    facings(service));
            if (!own.equals(ServiceSettings.NONE)) {
                services.put(service, own);
            }
        }
        return Map.copyOf(services);
    }

    private @Nullable List<Facing> facings(CloudService service) {
        for (String name : service.settingNames()) {
            List<Facing> facings = facings(name + "_");
            if (!facings.isEmpty()) {
                return facings;
            }
        }
        return null;
    }

    private @Nullable String text(CloudService service, String key) {
        for (String name : service.settingNames()) {
            String text = settings.text(name + "_" + key);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private @Nullable String endpoint(CloudService service) {
        for (String key : List.of("endpoint_override", "endpoint")) {
            for (String name : service.settingNames()) {
                String whole = name + "_" + key;
                String written = settings.filledIn(settings.text(whole), whole, region);
                if (written != null) {
                    return checked(whole, written);
                }
            }
        }
        return null;
    }

    private @Nullable String checked(String key, String written) {
        try {
            String whole = ServiceSettings.filledIn(written, "0");
            if (HttpAddress.of(whole).uri().isAbsolute()) {
                return written;
            }
            return null;
        } catch (NoHttpAddress e) {
            settings.fault(key, e.problem(), e.cure());
            return null;
        }
    }

    private static String withHome(String path) {
        if (path.startsWith("~/")) {
            return System.getProperty("user.home") + path.substring(1);
        }
        return path;
    }

    private @Nullable Path authority() {
        String text = settings.text("cacert");
        if (text == null) {
            return null;
        }
        String expanded = withHome(text);
        if (expanded.indexOf('\0') >= 0) {
            settings.fault("cacert", "it is not a path", "give a PEM file with the authorities of this cloud");
            return null;
        }
        Path path = file.resolveSibling(expanded).normalize();
        String problem = problem(path);
        if (problem != null) {
            settings.fault(
                    "cacert",
                    CloudSettings.shown(path) + " " + problem,
                    "give a PEM file with the authorities of this cloud");
        }
        return path;
    }

    /** Why no authority can be had from a file; null when one can. */
    private static @Nullable String problem(Path authorities) {
        if (!Files.isReadable(authorities) || !Files.isRegularFile(authorities)) {
            return "cannot be read";
        }
        try {
            if (Signer.authorities(Files.readString(authorities, StandardCharsets.ISO_8859_1))
                    .isEmpty()) {
                return "holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----";
            }
            return null;
        } catch (IOException e) {
            return "cannot be read";
        }
    }

    private boolean verify() {
        Boolean verify = settings.truth(
                "verify",
                "it is neither true nor false",
                "write true or false without quotes, and a file of authorities under cacert");
        return !insecure() && !Boolean.FALSE.equals(verify);
    }

    private boolean insecure() {
        // Of a text openstacksdk takes the word true alone.
        if (settings.value("insecure") instanceof Text text && text.kind() == Kind.TEXT && !isNumber(text.written())) {
            return text.written().equalsIgnoreCase("true");
        }
        return Boolean.TRUE.equals(
                settings.truth("insecure", "it is neither true nor false", "write true or false without quotes"));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }

    private void identityVersion() {
        String version = settings.text("identity_api_version");
        if (version != null && !version.matches("v?3(\\.\\d+)?")) {
            settings.fault("identity_api_version", CloudSettings.shown(version) + " is not supported", "use 3");
        }
    }

    private void notSupported() {
        if (settings.text("cert") != null) {
            settings.fault(
                    "cert", "logging in with a client certificate is not supported", "use an application credential");
        }
        for (String key : List.of("trust_id", "system_scope")) {
            if (settings.auth(key) != null) {
                settings.fault(
                        "auth." + key,
                        "a login with it is not supported",
                        "use a login for a project, or an application credential");
            }
        }
    }
}
