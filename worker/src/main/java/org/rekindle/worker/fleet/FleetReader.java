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
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.Signers;
import org.rekindle.workflows.model.fleet.ClusterProfile;

/** Reads a fleet file: its form is held against the schema, then its meaning is checked, then its profiles are made. */
final class FleetReader {

    private static final String STATE_FOLDER = "~/.local/state/rekindle";
    private static final Duration SURVEY_EVERY = Duration.ofHours(6);

    private FleetReader() {}

    static FleetFile read(Path file) {
        return read(file, FleetReader::filesOfOthers);
    }

    private static List<ConfigFault> filesOfOthers(YamlTree tree, PathResolver places) {
        List<ConfigFault> faults = new ArrayList<>(ChannelFiles.faults(tree, places));
        faults.addAll(WebhookFiles.faults(tree, places));
        return faults;
    }

    /** The same for who may approve, whether or not channels to people and senders of alerts can be used just now. */
    static FleetFile readForApprovals(Path file) {
        return read(file, (tree, places) -> List.of());
    }

    /** What people sign approvals with, whether or not the rest can be used here. */
    static Signers readSigners(Path file) {
        YamlTree tree = YamlTree.parse(file.toString(), text(file));
        SignersReader signers = new SignersReader(tree, new PathResolver(file));
        List<ConfigFault> faults = new ArrayList<>(SecretsValidator.faults(tree));
        addOthers(new FleetSchema().faults(tree), faults);
        addOthers(signers.faults(), faults);
        if (!faults.isEmpty()) {
            throw new FaultyFile(faults);
        }
        return signers.signers();
    }

    private static FleetFile read(Path file, BiFunction<YamlTree, PathResolver, List<ConfigFault>> others) {
        YamlTree tree = YamlTree.parse(file.toString(), text(file));
        PathResolver places = new PathResolver(file);
        SignersReader signers = new SignersReader(tree, places);
        check(tree, places, signers, others.apply(tree, places));
        return fleet(file, tree, places, signers.signers());
    }

    private static void check(YamlTree tree, PathResolver places, SignersReader signers, List<ConfigFault> others) {
        // What holds a secret is not asked for its form, nor what has the wrong form for its meaning.
        List<ConfigFault> faults = new ArrayList<>(SecretsValidator.faults(tree));
        addOthers(new FleetSchema().faults(tree), faults);
        addOthers(new FleetValidator(tree, places, signers).faults(), faults);
        addOthers(others, faults);
        if (!faults.isEmpty()) {
            throw new FaultyFile(faults);
        }
    }

    private static void addOthers(List<ConfigFault> more, List<ConfigFault> faults) {
        Set<String> reported = faults.stream().map(ConfigFault::key).collect(Collectors.toSet());
        more.stream().filter(fault -> !reported.contains(fault.key())).forEach(faults::add);
    }

    private static FleetFile fleet(Path file, YamlTree tree, PathResolver places, Signers signers) {
        ProfileMaker maker = new ProfileMaker(tree, places, CompatibilityTable.with(tree), !signers.isEmpty());
        Map<String, ClusterProfile> profiles = new LinkedHashMap<>();
        tree.keys("/clusters").forEach(id -> profiles.put(id, maker.profile(id)));
        return new FleetFile(
                file,
                places.resolve(Objects.requireNonNullElse(tree.text("/openstack/cloudsFile"), "clouds.yaml")),
                places.resolve(Objects.requireNonNullElse(tree.text("/state/folder"), STATE_FOLDER)),
                new WebhookMaker(tree, places).webhooks(),
                surveyEvery(tree),
                deadManUrlFile(tree, places),
                pageLogin(tree, places),
                SignersReader.site(tree),
                proofsEvery(tree),
                signers,
                new ChannelMaker(tree, places).channels(),
                java.util.Collections.unmodifiableMap(profiles));
    }

    private static Duration surveyEvery(YamlTree tree) {
        String every = tree.text("/survey/every");
        if (every == null) {
            return SURVEY_EVERY;
        }
        return Durations.parse(every);
    }

    private static @Nullable Path deadManUrlFile(YamlTree tree, PathResolver places) {
        String name = tree.text(ChannelFiles.DEAD_MAN);
        return name == null ? null : places.resolve(name);
    }

    private static @Nullable PageLogin pageLogin(YamlTree tree, PathResolver places) {
        String user = tree.text("/page/login/user");
        String passwordFile = tree.text("/page/login/passwordFile");
        if (user == null || passwordFile == null) {
            return null;
        }
        return new PageLogin(user, places.resolve(passwordFile));
    }

    private static @Nullable Duration proofsEvery(YamlTree tree) {
        String every = tree.text("/proofs/every");
        if (every == null) {
            return null;
        }
        return Durations.parse(every);
    }

    private static String text(Path file) {
        String name = file.toString();
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new FaultyFile(List.of(new ConfigFault(
                    name,
                    1,
                    "",
                    "is not there",
                    "copy fleet.example.yaml and change it, or name another file by --fleet")));
        } catch (MalformedInputException e) {
            throw new FaultyFile(List.of(new ConfigFault(name, 1, "", "is not text in UTF-8", "save it as UTF-8")));
        } catch (IOException e) {
            throw new FaultyFile(List.of(
                    new ConfigFault(name, 1, "", "cannot be read: " + e.getMessage(), "look at its owner and mode")));
        }
    }
}
