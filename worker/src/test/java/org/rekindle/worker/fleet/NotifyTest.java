// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.Escalation;

/** Who is told about a cluster, and by which channels, as the fleet file says. */
class NotifyTest {

    private static final String HEAD = "openstack: {cloudsFile: clouds.yaml}\n";
    private static final String CLUSTERS = """
            clusters:
              a: {cloud: jetstream2, magnum: m, templates: [t]}
            """;
    private static final String CHANNELS = """
              channels:
                ops: {slack: {urlFile: the.url}}
                mail: {email: {server: smtp.example.org, from: rekindle@example.org, to: [ops@example.org]}}
            """;

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        for (String name : List.of("the.url", "the.key", "bot.token")) {
            Files.createFile(
                    folder.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(folder.resolve("the.url"), "https://hooks.example.org/services/T0/B0/secret\n");
        Files.writeString(folder.resolve("the.key"), "a-secret-of-at-least-24-bytes\n");
        Files.writeString(folder.resolve("bot.token"), "xoxb-1-2-secret\n");
    }

    @Test
    void withoutTheBlockNoOneIsTold() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + CLUSTERS));

        assertThat(audience(read, "a")).isNull();
        assertThat(read.channels()).isEqualTo(NotifyChannels.NONE);
    }

    @Test
    void everyKindOfChannel() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + CLUSTERS + """
                notify:
                  link: https://temporal.example.org
                  channels:
                    hook: {slack: {urlFile: the.url}}
                    bot: {slack: {tokenFile: bot.token, channel: C0123456789}}
                    more: {mattermost: {urlFile: the.url}}
                    teams: {teams: {urlFile: the.url}}
                    topic: {zulip: {url: "https://z.example.org", user: bot@example.org, keyFile: the.key, stream: ops}}
                    room: {matrix: {url: "https://m.example.org", tokenFile: the.key, room: "!abc:example.org"}}
                    pager: {pagerduty: {routingKeyFile: the.key, region: eu}}
                    us: {pagerduty: {routingKeyFile: the.key}}
                    own: {pagerduty: {routingKeyFile: the.key, url: "https://pager.example.org/"}}
                    open: {webhook: {url: "https://ops.example.org/in", secretFile: the.key}}
                    closed: {webhook: {urlFile: the.url, secretFile: the.key}}
                    mail:
                      email: {server: smtp.example.org, from: r@example.org, to: [ops@example.org], user: r, passwordFile: the.key}
                  always: [hook, bot, more, teams, topic, room, pager, us, own, open, closed, mail]
                """));

        Path url = folder.resolve("the.url");
        Path key = folder.resolve("the.key");
        assertThat(read.channels().link()).isEqualTo("https://temporal.example.org");
        assertThat(read.channels().byName().values())
                .containsExactly(
                        new SlackWebhookSpec("hook", url),
                        new SlackBotSpec("bot", folder.resolve("bot.token"), "C0123456789"),
                        new MattermostSpec("more", url),
                        new TeamsSpec("teams", url),
                        new ZulipSpec("topic", "https://z.example.org", "bot@example.org", key, "ops"),
                        new MatrixSpec("room", "https://m.example.org", key, "!abc:example.org"),
                        new PagerDutySpec("pager", key, PagerDutySite.EU),
                        new PagerDutySpec("us", key, PagerDutySite.US),
                        new PagerDutySpec("own", key, PagerDutySite.at("https://pager.example.org")),
                        new WebhookSpec("open", "https://ops.example.org/in", null, key),
                        new WebhookSpec("closed", null, url, key),
                        new EmailSpec(
                                "mail",
                                "smtp.example.org",
                                587,
                                MailTls.STARTTLS,
                                "r@example.org",
                                List.of("ops@example.org"),
                                "r",
                                key));
    }

    @Test
    void aPagerWritesNotesIntoTheIncidentsOfAReceiver() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + CLUSTERS + """
            webhooks:
              receivers:
                pd:
                  shape: pagerduty
                  auth: {hmac: {secretFiles: [the.key], header: X-PagerDuty-Signature, prefix: "v1="}}
            notify:
              channels:
                pager:
                  pagerduty:
                    routingKeyFile: the.key
                    notes: {receiver: pd, tokenFile: bot.token, from: rekindle@example.org}
              always: [pager]
            """));

        assertThat(read.channels().byName().values())
                .containsExactly(new PagerDutySpec(
                        "pager",
                        folder.resolve("the.key"),
                        PagerDutySite.US,
                        new PagerDutySpec.Notes("pd", folder.resolve("bot.token"), "rekindle@example.org")));
    }

    @Test
    void aPersonIsToldByTheOneChannelOfKindEmailWhichNeedsNoRecipientOfItsOwn() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + CLUSTERS + """
                people:
                  - {name: ana, email: ana@example.org}
                  - {name: ben, email: ben@example.org}
                notify:
                  channels:
                    mail: {email: {server: smtp.example.org, from: rekindle@example.org, tls: implicit}}
                  questions: [{tell: [ana]}]
                """));

        assertThat(read.channels().byName())
                .containsOnlyKeys("ana")
                .containsValue(new EmailSpec(
                        "ana",
                        "smtp.example.org",
                        465,
                        MailTls.IMPLICIT,
                        "rekindle@example.org",
                        List.of("ana@example.org"),
                        null,
                        null));
    }

    @Test
    void theTopOfTheFileHoldsForEveryCluster() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + """
                clusters:
                  a: {cloud: jetstream2, magnum: m, templates: [t]}
                  b: {cloud: jetstream2, magnum: n, templates: [t]}
                """ + "notify:\n" + CHANNELS + """
                  always: [ops]
                  questions:
                    - {tell: [ops]}
                    - {after: 30m, tell: [mail, ops]}
                  expiry: [7, 90, 30]
                """));

        Audience told = new Audience(
                List.of("ops"),
                List.of(
                        new Escalation(Duration.ZERO, List.of("ops")),
                        new Escalation(Duration.ofMinutes(30), List.of("mail", "ops"))),
                List.of(90, 30, 7));
        assertThat(audience(read, "a")).isEqualTo(told);
        assertThat(audience(read, "b")).isEqualTo(told);
    }

    @Test
    void aClusterReplacesKeyByKey() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + """
                clusters:
                  a: {cloud: jetstream2, magnum: m, templates: [t], notify: {always: [mail], expiry: []}}
                  b: {cloud: jetstream2, magnum: n, templates: [t], notify: {questions: []}}
                  quiet: {cloud: jetstream2, magnum: o, templates: [t], notify: {always: [], questions: []}}
                """ + "notify:\n" + CHANNELS + """
                  always: [ops]
                  questions: [{after: 0m, tell: [ops]}]
                """));

        List<Escalation> atOnce = List.of(new Escalation(Duration.ZERO, List.of("ops")));
        assertThat(audience(read, "a")).isEqualTo(new Audience(List.of("mail"), atOnce, List.of()));
        assertThat(audience(read, "b")).isEqualTo(new Audience(List.of("ops"), List.of(), List.of(45, 30, 14, 7)));
        assertThat(audience(read, "quiet")).isNull();
    }

    @Test
    void aLinkToThisMachineNeedsNoTls() throws IOException {
        assertThat(fleet.faults(HEAD + CLUSTERS + "notify: {link: 'http://127.0.0.1:8233'}\n"))
                .isEmpty();
    }

    private static @Nullable Audience audience(FleetFile file, String cluster) {
        return file.of(cluster).orElseThrow().audience();
    }
}
