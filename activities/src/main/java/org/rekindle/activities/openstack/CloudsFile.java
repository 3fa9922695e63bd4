// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.Failures;
import org.rekindle.workflows.model.FailureCode;

/**
 * OpenStack's own {@code clouds.yaml}, with {@code secure.yaml} and {@code clouds-public.yaml} beside it, merged as
 * openstacksdk does: the profile below, the cloud above it, the secrets on top.
 *
 * <p>Differences to openstacksdk: the path is given, never searched for; the environment is not read; the profiles that
 * openstacksdk ships are not known, so a profile must be in {@code clouds-public.yaml}; a relative {@code cacert} is looked
 * for beside the file. The file is read anew each time, so that a rotated credential counts at once.
 */
public final class CloudsFile {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Path file;

    /** A file by its path. */
    public CloudsFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /**
     * Reads one cloud.
     *
     * @throws io.temporal.failure.ApplicationFailure {@code MISCONFIGURED} with every fault of the cloud, each with file, key
     *     and cure
     */
    public CloudEntry read(String cloud) {
        List<String> faults = new ArrayList<>();
        CloudEntry entry = read(cloud, faults);
        if (entry == null) {
            throw Failures.of(FailureCode.MISCONFIGURED, String.join("\n", faults));
        }
        return entry;
    }

    /**
     * The names of the clouds, in the order of the file.
     *
     * @throws CloudsFileFault when the file cannot be read, or has no clouds
     */
    public List<String> names() throws CloudsFileFault {
        List<String> names = new ArrayList<>();
        section(file, "clouds").fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** All faults of one cloud, each with file, key and cure; empty when it can be used. */
    public List<String> faults(String cloud) {
        List<String> faults = new ArrayList<>();
        read(cloud, faults);
        return List.copyOf(faults);
    }

    private @Nullable CloudEntry read(String cloud, List<String> faults) {
        JsonNode clouds = section(file, "clouds", true, faults);
        JsonNode secrets = section(beside("secure"), "clouds", false, faults);
        JsonNode profiles = section(beside("clouds-public"), "public-clouds", false, faults);
        JsonNode own = clouds.path(cloud);
        if (!own.isObject()) {
            if (faults.isEmpty()) {
                faults.add(file + ": clouds." + cloud + ": there is no such cloud, only "
                        + String.join(", ", names(clouds)) + ". Add it, or name one of these in the fleet file.");
            }
            return null;
        }
        ObjectNode merged = JSON.objectNode();
        merge(merged, profile(cloud, own, profiles, faults));
        merge(merged, own);
        merge(merged, secrets.path(cloud));
        CloudEntry entry = new CloudEntryReader(cloud, file, merged, faults).read();
        return faults.isEmpty() ? entry : null;
    }

    private JsonNode profile(String cloud, JsonNode own, JsonNode profiles, List<String> faults) {
        String key = own.has("profile") ? "profile" : "cloud";
        String name = own.path(key).asText("");
        if (name.isEmpty()) {
            return JSON.missingNode();
        }
        if (!profiles.path(name).isObject()) {
            faults.add(file + ": clouds." + cloud + "." + key + ": there is no profile " + name + " in "
                    + beside("clouds-public")
                    + ". Add it under public-clouds, or write its settings into the cloud itself.");
        }
        return profiles.path(name);
    }

    /** The file of the same kind next to ours, such as {@code secure.yaml} next to {@code clouds.yaml}. */
    private Path beside(String name) {
        String ours = file.getFileName().toString();
        int dot = ours.lastIndexOf('.');
        return file.resolveSibling(name + (dot < 0 ? ".yaml" : ours.substring(dot)));
    }

    private JsonNode section(Path path, String key, boolean needed, List<String> faults) {
        if (!needed && !Files.exists(path)) {
            return JSON.objectNode();
        }
        try {
            return section(path, key);
        } catch (CloudsFileFault e) {
            faults.add(String.valueOf(e.getMessage()));
            return JSON.objectNode();
        }
    }

    private static JsonNode section(Path path, String key) throws CloudsFileFault {
        JsonNode section = CloudsYaml.read(path).path(key);
        if (!section.isObject()) {
            throw new CloudsFileFault(
                    path, 0, key + ": there is no such section", "write the clouds under \"" + key + ":\"");
        }
        return section;
    }

    private static List<String> names(JsonNode clouds) {
        List<String> names = new ArrayList<>();
        clouds.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? List.of("none") : names;
    }

    /** Lays one cloud over another; maps are merged, everything else is replaced. Dashes in keys count as underscores. */
    private static void merge(ObjectNode below, JsonNode above) {
        above.properties().forEach(property -> {
            String key = property.getKey().replace('-', '_');
            JsonNode value = property.getValue();
            if (value.isObject()) {
                ObjectNode merged = below.path(key) instanceof ObjectNode there ? there : below.putObject(key);
                merge(merged, value);
            } else {
                below.set(key, value);
            }
        });
    }
}
