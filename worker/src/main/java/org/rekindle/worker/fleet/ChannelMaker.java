// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.notify.ChannelSpec;
import org.rekindle.activities.notify.EmailSpec;
import org.rekindle.activities.notify.MailTls;
import org.rekindle.activities.notify.MatrixSpec;
import org.rekindle.activities.notify.MattermostSpec;
import org.rekindle.activities.notify.PagerDutySite;
import org.rekindle.activities.notify.PagerDutySpec;
import org.rekindle.activities.notify.SlackBotSpec;
import org.rekindle.activities.notify.SlackWebhookSpec;
import org.rekindle.activities.notify.TeamsSpec;
import org.rekindle.activities.notify.WebhookSpec;
import org.rekindle.activities.notify.ZulipSpec;
import tools.jackson.databind.JsonNode;

/** Makes the channels from a fleet file without faults. A person is a channel of one recipient. */
final class ChannelMaker {

    private final YamlTree tree;
    private final PathResolver places;
    private final Addressees addressees;

    ChannelMaker(YamlTree tree, PathResolver places) {
        this.tree = tree;
        this.places = places;
        this.addressees = new Addressees(tree);
    }

    NotifyChannels channels() {
        Set<String> listed = addressees.listed();
        Map<String, ChannelSpec> byName = new LinkedHashMap<>();
        addressees.channels().stream().filter(listed::contains).forEach(name -> byName.put(name, channel(name)));
        addressees.people().stream().filter(listed::contains).forEach(name -> byName.put(name, person(name)));
        return new NotifyChannels(tree.text("/notify/link"), byName, YamlTree.texts(tree.at("/notify/always")));
    }

    private ChannelSpec channel(String name) {
        String at = Addressees.channel(name);
        String kind = tree.keys(at).get(0);
        JsonNode keys = tree.at(YamlTree.below(at, kind));
        return switch (kind) {
            case "email" -> email(name, keys, YamlTree.texts(keys.path("to")));
            case "slack" -> slack(name, keys);
            case "mattermost" -> new MattermostSpec(name, file(keys, "urlFile"));
            case "teams" -> new TeamsSpec(name, file(keys, "urlFile"));
            case "zulip" ->
                new ZulipSpec(name, word(keys, "url"), word(keys, "user"), file(keys, "keyFile"), word(keys, "stream"));
            case "matrix" -> new MatrixSpec(name, word(keys, "url"), file(keys, "tokenFile"), word(keys, "room"));
            case "pagerduty" ->
                new PagerDutySpec(name, file(keys, "routingKeyFile"), site(keys), notes(keys.path("notes")));
            case "webhook" ->
                new WebhookSpec(name, text(keys, "url"), fileOrNull(keys, "urlFile"), file(keys, "secretFile"));
            default -> throw new IllegalStateException("The schema knows a kind of channel that is made nowhere");
        };
    }

    private ChannelSpec slack(String name, JsonNode keys) {
        Path url = fileOrNull(keys, "urlFile");
        if (url != null) {
            return new SlackWebhookSpec(name, url);
        }
        return new SlackBotSpec(name, file(keys, "tokenFile"), word(keys, "channel"));
    }

    private static PagerDutySite site(JsonNode keys) {
        String url = text(keys, "url");
        if (url != null) {
            return PagerDutySite.at(url);
        }
        return word(keys, "region").equals("eu") ? PagerDutySite.EU : PagerDutySite.US;
    }

    private PagerDutySpec.@Nullable Notes notes(JsonNode keys) {
        if (!keys.isObject()) {
            return null;
        }
        return new PagerDutySpec.Notes(word(keys, "receiver"), file(keys, "tokenFile"), word(keys, "from"));
    }

    private ChannelSpec person(String name) {
        String at = Addressees.channel(addressees.emailChannels().get(0)) + "/email";
        return email(name, tree.at(at), List.of(String.valueOf(addressees.email(name))));
    }

    private EmailSpec email(String name, JsonNode keys, List<String> to) {
        MailTls tls = MailTls.valueOf(constant(keys.path("tls").asString("starttls")));
        return new EmailSpec(
                name,
                word(keys, "server"),
                keys.path("port").asInt(tls.usualPort()),
                tls,
                word(keys, "from"),
                to,
                text(keys, "user"),
                fileOrNull(keys, "passwordFile"));
    }

    private Path file(JsonNode keys, String key) {
        return places.resolve(word(keys, key));
    }

    private @Nullable Path fileOrNull(JsonNode keys, String key) {
        String name = text(keys, key);
        if (name == null) {
            return null;
        }
        return places.resolve(name);
    }

    private static String word(JsonNode keys, String key) {
        return keys.path(key).asString();
    }

    private static @Nullable String text(JsonNode keys, String key) {
        JsonNode value = keys.path(key);
        return value.isString() ? value.stringValue() : null;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
