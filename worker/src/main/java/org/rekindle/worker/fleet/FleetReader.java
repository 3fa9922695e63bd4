// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.ClusterProfile;

/** Reads a fleet file: its form is held against the schema, then its meaning is checked, then its profiles are made. */
final class FleetReader {

    private static final String LISTEN = "127.0.0.1:8480";
    private static final String STATE_FOLDER = "~/.local/state/rekindle";
    private static final Duration SURVEY_EVERY = Duration.ofHours(6);

    private FleetReader() {}

    static FleetFile read(Path file) {
        YamlTree tree = YamlTree.parse(file.toString(), text(file));
        Places places = new Places(file);
        check(tree, places);
        return fleet(file, tree, places);
    }

    private static void check(YamlTree tree, Places places) {
        // What holds a secret is not asked for its form, nor what has the wrong form for its meaning.
        List<Fault> faults = new ArrayList<>(SecretMeaning.faults(tree));
        addOthers(new FleetSchema().faults(tree), faults);
        addOthers(new FleetMeaning(tree, places).faults(), faults);
        if (!faults.isEmpty()) {
            throw new FaultyFile(faults);
        }
    }

    private static void addOthers(List<Fault> more, List<Fault> faults) {
        Set<String> told = faults.stream().map(Fault::key).collect(Collectors.toSet());
        more.stream().filter(fault -> !told.contains(fault.key())).forEach(faults::add);
    }

    private static FleetFile fleet(Path file, YamlTree tree, Places places) {
        ProfileMaker maker = new ProfileMaker(tree, places, CompatibilityTable.with(tree));
        Map<String, ClusterProfile> profiles = new LinkedHashMap<>();
        tree.keys("/clusters").forEach(id -> profiles.put(id, maker.profile(id)));
        String every = tree.text("/survey/every");
        return new FleetFile(
                file,
                places.resolve(orElse(tree.text("/openstack/cloudsFile"), "clouds.yaml")),
                places.resolve(orElse(tree.text("/state/folder"), STATE_FOLDER)),
                webhooks(tree, places),
                every == null ? SURVEY_EVERY : Durations.parse(every),
                java.util.Collections.unmodifiableMap(profiles));
    }

    private static Webhooks webhooks(YamlTree tree, Places places) {
        String listen = orElse(tree.text("/webhooks/listen"), LISTEN);
        int colon = listen.lastIndexOf(':');
        String tokenFile = tree.text("/webhooks/tokenFile");
        return new Webhooks(
                listen.substring(0, colon),
                Integer.parseInt(listen.substring(colon + 1)),
                tokenFile == null ? null : places.resolve(tokenFile));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String text(Path file) {
        String name = file.toString();
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new FaultyFile(List.of(new Fault(
                    name,
                    1,
                    "",
                    "is not there",
                    "copy fleet.example.yaml and change it, or name another file by --fleet")));
        } catch (MalformedInputException e) {
            throw new FaultyFile(List.of(new Fault(name, 1, "", "is not text in UTF-8", "save it as UTF-8")));
        } catch (IOException e) {
            throw new FaultyFile(
                    List.of(new Fault(name, 1, "", "cannot be read: " + e.getMessage(), "look at its owner and mode")));
        }
    }
}
