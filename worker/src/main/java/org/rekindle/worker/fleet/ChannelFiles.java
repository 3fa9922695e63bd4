// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.secrets.SecretFile;

/**
 * Whether the files that the channels of {@code notify:} name hold what a service takes. They are looked at apart from the rest: a
 * channel that cannot be used must not keep people from approving.
 */
final class ChannelFiles {

    /** The URL to which surveys are reported is a secret like those of channels. */
    static final String DEAD_MAN = "/survey/deadMan/urlFile";

    /** As Standard Webhooks demands it. */
    private static final int SHORTEST_KEY = 24;

    private final YamlTree tree;
    private final PathResolver places;
    private final List<ConfigFault> faults = new ArrayList<>();

    private ChannelFiles(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
    }

    /** A fault for each file that is not there, that others can read, or that holds something else. Nothing of a secret is quoted. */
    static List<ConfigFault> faults(YamlTree tree, PathResolver places) {
        ChannelFiles files = new ChannelFiles(tree, places);
        files.check(DEAD_MAN);
        for (String name : tree.keys(Addressees.CHANNELS)) {
            for (String kind : tree.keys(Addressees.channel(name))) {
                String at = YamlTree.below(Addressees.channel(name), kind);
                files.checkAll(at);
                files.checkAll(at + "/notes");
            }
        }
        return List.copyOf(files.faults);
    }

    private void checkAll(String at) {
        tree.keys(at).stream()
                .filter(key -> key.endsWith("File"))
                .map(key -> YamlTree.below(at, key))
                .forEach(this::check);
    }

    private void check(String at) {
        String name = tree.text(at);
        if (name == null) {
            return;
        }
        Path file = places.resolve(name);
        try {
            checkContent(at, file, SecretFile.read(file));
        } catch (SecretFile.Unusable unusable) {
            faults.add(tree.fault(at, unusable.problem(), unusable.cure()));
        }
    }

    /** What a service would refuse only when the first message is sent. */
    private void checkContent(String at, Path file, String secret) {
        if (at.endsWith("/urlFile") && !UrlValidator.isSafeService(secret)) {
            faults.add(tree.fault(
                    at,
                    file + " does not hold a URL with https://",
                    "write the whole URL into it, as the service showed it, and nothing else"));
        }
        if (at.endsWith("/slack/tokenFile") && !secret.startsWith("xoxb-")) {
            faults.add(tree.fault(
                    at,
                    file + " does not hold the token of a bot, which begins with xoxb-",
                    "write the Bot User OAuth Token of the app into it"));
        }
        if (at.endsWith("/secretFile") && secret.length() < SHORTEST_KEY) {
            faults.add(tree.fault(
                    at,
                    file + " holds a key of less than " + SHORTEST_KEY + " characters",
                    "write into it what `echo whsec_$(openssl rand -base64 32)` prints"));
        }
    }
}
