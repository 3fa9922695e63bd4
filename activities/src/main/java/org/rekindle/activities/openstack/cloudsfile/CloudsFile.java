// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Fields;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Kind;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Place;
import org.rekindle.activities.openstack.cloudsfile.CloudsValue.Text;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * OpenStack's own {@code clouds.yaml}, with {@code secure.yaml} and {@code clouds-public.yaml} beside it, merged as
 * openstacksdk 4 does: the profile below, the cloud above it, the secrets over both, the values of the region on top.
 *
 * <p>Differences to openstacksdk: the path is given, never searched for; the environment is not read; the profiles that
 * openstacksdk ships are not known, so a profile must be in {@code clouds-public.yaml}; a relative {@code cacert} is looked
 * for beside the file; what openstacksdk reads as another text than the one that is written is a fault.
 * The file is read again each time, so that a rotated credential is used at once.
 */
public final class CloudsFile {

    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

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
        return List.copyOf(section(file, "clouds").values().keySet());
    }

    /** All faults of one cloud, each with file, key and cure; empty when it can be used. */
    public List<String> faults(String cloud) {
        List<String> faults = new ArrayList<>();
        read(cloud, faults);
        return List.copyOf(faults);
    }

    private @Nullable CloudEntry read(String cloud, List<String> faults) {
        Fields clouds = section(file, "clouds", true, faults);
        Fields secrets = section(beside("secure"), "clouds", false, faults);
        Fields profiles = section(beside("clouds-public"), "public-clouds", false, faults);
        CloudsValue named = clouds.get(cloud);
        if (!(named instanceof Fields found)) {
            if (faults.isEmpty()) {
                faults.add(noCloud(cloud, named, clouds));
            }
            return null;
        }
        // Dashes in keys count as underscores: so much openstacksdk does itself.
        Fields own = normal(found).under(normal(secrets.fields(cloud)));
        Fields profile = profile(own, profiles, faults);
        RegionChoice.Region region = new RegionChoice(own, profile, faults).region();
        Fields settings = profile.under(own).under(normal(region.values()));
        CloudEntry entry = new CloudEntryReader(cloud, file, settings, region.name(), faults).read();
        if (faults.isEmpty()) {
            return entry;
        }
        return null;
    }

    private String noCloud(String cloud, @Nullable CloudsValue named, Fields clouds) {
        if (named == null) {
            return file + ": clouds." + cloud + ": there is no such cloud, only " + names(clouds)
                    + ". Add it, or name one of these in the fleet file.";
        }
        return named.place().inWords() + ": it is not a map of settings; write auth: and the others under it.";
    }

    private Fields profile(Fields own, Fields profiles, List<String> faults) {
        Fields none = new Fields(own.place(), Map.of());
        CloudsValue named = own.get("profile") == null ? own.get("cloud") : own.get("profile");
        if (named == null
                || (named instanceof Text text
                        && (text.kind() == Kind.NULL || text.written().isEmpty()))) {
            return none;
        }
        if (named instanceof Text text && profiles.get(text.written()) instanceof Fields profile) {
            return normal(profile);
        }
        faults.add(named.place().inWords() + ": there is no profile " + shown(named) + " in " + beside("clouds-public")
                + ". Add it under public-clouds, or write its settings into the cloud itself.");
        return none;
    }

    private static String shown(CloudsValue profile) {
        if (profile instanceof Text text) {
            return CloudSettings.shown(text.written());
        }
        return "of that kind";
    }

    /** The file that lies next to ours, such as {@code secure.yaml}: with our ending, else with the first that openstacksdk knows. */
    private Path beside(String name) {
        String ours = file.getFileName().toString();
        int dot = ours.lastIndexOf('.');
        List<Path> places = Stream.concat(dot < 0 ? Stream.empty() : Stream.of(ours.substring(dot)), ENDINGS.stream())
                .map(ending -> file.resolveSibling(name + ending))
                .toList();
        return places.stream().filter(Files::exists).findFirst().orElse(places.get(0));
    }

    private Fields section(Path path, String key, boolean needed, List<String> faults) {
        Fields none = new Fields(new Place(path, 1, key), Map.of());
        if (!needed && !Files.exists(path)) {
            return none;
        }
        try {
            // A file beside it may say nothing of clouds.
            if (!needed && CloudsYamlReader.read(path).get(key) == null) {
                return none;
            }
            return section(path, key);
        } catch (CloudsFileFault e) {
            faults.add(String.valueOf(e.getMessage()));
            return none;
        }
    }

    private static Fields section(Path path, String key) throws CloudsFileFault {
        if (CloudsYamlReader.read(path).get(key) instanceof Fields section) {
            return section;
        }
        throw new CloudsFileFault(
                path, 0, key + ": there is no such section", "write the clouds under \"" + key + ":\"");
    }

    private static String names(Fields clouds) {
        if (clouds.values().isEmpty()) {
            return "none";
        }
        return String.join(", ", clouds.values().keySet());
    }

    private static Fields normal(Fields fields) {
        Fields normal = new Fields(fields.place(), Map.of());
        for (Map.Entry<String, CloudsValue> entry : fields.values().entrySet()) {
            CloudsValue value = entry.getValue() instanceof Fields below ? normal(below) : entry.getValue();
            normal = normal.under(
                    new Fields(fields.place(), Map.of(entry.getKey().replace('-', '_'), value)));
        }
        return normal;
    }
}
