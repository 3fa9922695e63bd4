// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of {@code notify:} and of people's addresses, with its line, its key and its cure. */
class NotifyFaultsTest {

    private static final String HEAD = """
            openstack: {cloudsFile: clouds.yaml}
            clusters:
              a: {cloud: jetstream2, magnum: m, templates: [t]}
            """;
    private static final String CLUSTER = """
            openstack: {cloudsFile: clouds.yaml}
            clusters:
              a:
                cloud: jetstream2
                magnum: m
                templates: [t]
            """;
    private static final String OPS = "    ops: {slack: {urlFile: slack.url}}\n";
    private static final String MAIL =
            "    mail: {email: {server: smtp.example.org, from: rekindle@example.org, to: [ops@example.org]}}\n";
    private static final String ALWAYS = "  always: [ops]\n";

    @TempDir
    Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        secret("slack.url", "https://hooks.slack.com/services/T0/B0/S3cretCanary");
        secret("some.key", "S3cretCanary-of-24-bytes-or-more");
        secret("bot.token", "xoxb-1-S3cretCanary");
        secret("short.key", "S3cretCanary");
    }

    static Stream<Arguments> oneFault() {
        return Stream.of(
                arguments(
                        HEAD + "survey: {deadMan: {urlFile: nope.url}}\n",
                        "4: survey.deadMan.urlFile: there is no file FOLDER/nope.url;"
                                + " write the secret into it, readable by its owner alone"),
                arguments(
                        HEAD + "survey: {deadMan: {urlFile: some.key}}\n",
                        "4: survey.deadMan.urlFile: FOLDER/some.key does not hold a URL with https://;"
                                + " write the whole URL into it, as the service showed it, and nothing else"),
                arguments(
                        notify(OPS) + "  always: [opps]\n",
                        "7: notify.always[0]: `opps` is neither a channel nor a person; did you mean ops?"),
                arguments(
                        notify(OPS) + ALWAYS + "  questions: [{tell: [somewhere-else]}]\n",
                        "8: notify.questions[0].tell[0]: `somewhere-else` is neither a channel nor a person; known are ops"),
                arguments(
                        notify(OPS) + "  always: [ops, ops]\n",
                        "7: notify.always[1]: `ops` is there twice; keep it once"),
                arguments(
                        notify(OPS) + ALWAYS + "  questions: [{tell: []}]\n",
                        "8: notify.questions[0].tell: is empty; add at least one entry"),
                arguments(
                        notify(OPS) + ALWAYS + "  questions: [{after: 30m}]\n",
                        "8: notify.questions[0].tell: is missing; add it: channels and people"),
                arguments(
                        notify(OPS + MAIL) + ALWAYS,
                        "7: notify.channels.mail: is in no list, so no message goes there;"
                                + " name it under `always` or under `tell` of `questions`, or remove it"),
                arguments(
                        notify("    ops: {slack: {urlFile: slack.url}, teams: {urlFile: slack.url}}\n") + ALWAYS,
                        "6: notify.channels.ops: has 2 keys;"
                                + " give each channel one kind, and each kind a channel with a name of its own"),
                arguments(
                        notify("    ops: {slak: {urlFile: slack.url}}\n") + ALWAYS,
                        "6: notify.channels.ops.slak: is not a key here; did you mean slack?"),
                arguments(notify("    ops: {}\n") + ALWAYS, "6: notify.channels.ops: is empty; add at least one entry"),
                arguments(
                        notify("    Ops: {slack: {urlFile: slack.url}}\n") + "  always: [Ops]\n",
                        "6: notify.channels.Ops: is not a usable name;"
                                + " use lower-case letters, digits and inner hyphens, at most 63 characters"),
                arguments(
                        notify("    ops: {slack: {urlFile: nope.url}}\n") + ALWAYS,
                        "6: notify.channels.ops.slack.urlFile: there is no file FOLDER/nope.url;"
                                + " write the secret into it, readable by its owner alone"),
                arguments(
                        notify("    ops: {slack: {urlFile: some.key}}\n") + ALWAYS,
                        "6: notify.channels.ops.slack.urlFile: FOLDER/some.key does not hold a URL with https://;"
                                + " write the whole URL into it, as the service showed it, and nothing else"),
                arguments(
                        notify("    ops: {slack: {urlFile: webhook.token}}\n") + ALWAYS,
                        "6: notify.channels.ops.slack.urlFile: every user of this machine can read FOLDER/webhook.token;"
                                + " run `chmod 600 FOLDER/webhook.token`"),
                arguments(
                        notify("    ops: {slack: {urlFile: slack.url, tokenFile: bot.token, channel: C0123456789}}\n")
                                + ALWAYS,
                        "6: notify.channels.ops.slack: has both `urlFile` and `tokenFile`; keep one of them"),
                arguments(
                        notify("    ops: {slack: {tokenFile: bot.token}}\n") + ALWAYS,
                        "6: notify.channels.ops.slack.tokenFile: is of no use without a channel to post into; add `channel`"),
                arguments(
                        notify("    ops: {slack: {urlFile: slack.url, channel: C0123456789}}\n") + ALWAYS,
                        "6: notify.channels.ops.slack.channel: is of no use without a bot: an incoming webhook has its own"
                                + " channel; add `tokenFile`"),
                arguments(
                        notify("    ops: {slack: {tokenFile: bot.token, channel: general}}\n") + ALWAYS,
                        "6: notify.channels.ops.slack.channel: `general` cannot be read;"
                                + " write the ID that Slack shows below the channel's details, such as C0123456789"),
                arguments(
                        notify("    ops: {slack: {tokenFile: some.key, channel: C0123456789}}\n") + ALWAYS,
                        "6: notify.channels.ops.slack.tokenFile: FOLDER/some.key does not hold the token of a bot, which begins with"
                                + " xoxb-; write the Bot User OAuth Token of the app into it"),
                arguments(
                        notify("    ops: {webhook: {url: 'https://ops.example.org', secretFile: short.key}}\n")
                                + ALWAYS,
                        "6: notify.channels.ops.webhook.secretFile: FOLDER/short.key holds a key of less than 24 characters;"
                                + " write into it what `echo whsec_$(openssl rand -base64 32)` prints"),
                arguments(
                        notify(
                                        "    ops: {pagerduty: {routingKeyFile: some.key, region: eu, url: 'https://p.example.org'}}\n")
                                + ALWAYS,
                        "6: notify.channels.ops.pagerduty: has both `url` and `region`; keep one of them"),
                arguments(
                        notify("    ops: {pagerduty: {routingKeyFile: some.key, url: 'http://p.example.org'}}\n")
                                + ALWAYS,
                        "6: notify.channels.ops.pagerduty.url: is not https, so everybody on the way could read it; write it with https://"),
                arguments(
                        notify("    ops: {pagerduty: {routingKeyFile: some.key, notes: {receiver: pd,"
                                        + " tokenFile: some.key, from: r@example.org}}}\n")
                                + ALWAYS,
                        "6: notify.channels.ops.pagerduty.notes.receiver: no receiver of `webhooks` with `shape:"
                                + " pagerduty` is called `pd`; none is known"),
                arguments(
                        notify("    ops: {mattermost: {}}\n") + ALWAYS,
                        "6: notify.channels.ops.mattermost.urlFile: is missing;"
                                + " add it: file of the incoming webhook's URL, which is a secret"),
                arguments(
                        notify("    ops: {pagerduty: {routingKeyFile: some.key, region: asia}}\n") + ALWAYS,
                        "6: notify.channels.ops.pagerduty.region: `asia` is not known; write one of us, eu"),
                arguments(
                        notify("    ops: {webhook: {secretFile: some.key}}\n") + ALWAYS,
                        "6: notify.channels.ops.webhook: does not say where messages go; add `url` or `urlFile`"),
                arguments(
                        notify("    ops: {webhook: {url: 'http://ops.example.org', secretFile: some.key}}\n") + ALWAYS,
                        "6: notify.channels.ops.webhook.url: is not https, so everybody on the way could read it;"
                                + " write it with https://"),
                arguments(
                        notify(
                                        "    ops: {zulip: {url: chat.example.org, user: bot@example.org, keyFile: some.key, stream: s}}\n")
                                + ALWAYS,
                        "6: notify.channels.ops.zulip.url: `chat.example.org` cannot be read;"
                                + " write a whole address, such as https://hub.example.org"),
                arguments(
                        notify(
                                        "    ops: {matrix: {url: 'https://m.example.org', tokenFile: some.key, room: '#ops:example.org'}}\n")
                                + ALWAYS,
                        "6: notify.channels.ops.matrix.room: `#ops:example.org` cannot be read; write the room's ID in quotes,"
                                + " such as \"!abc:example.org\": an alias such as #ops:example.org may move"),
                arguments(
                        notify("    ops: {email: {server: smtp.example.org, from: rekindle@example.org}}\n") + ALWAYS,
                        "6: notify.channels.ops.email.to: is missing, and `ops` is in a list;"
                                + " write whom it reaches, such as [ops@example.org], or list people in place of the channel"),
                arguments(
                        notify(email("from: rekindle")),
                        "6: notify.channels.ops.email.from: `rekindle` cannot be read;"
                                + " write the address alone, such as ana@example.org"),
                arguments(
                        notify(email("from: rekindle@example.org, user: rekindle")),
                        "6: notify.channels.ops.email.user: is of no use without a password; add `passwordFile`"),
                arguments(
                        notify(email("from: rekindle@example.org, user: rekindle, passwordFile: some.key, tls: none")),
                        "6: notify.channels.ops.email.tls: would send the password without TLS, where everybody on the way can"
                                + " read it; write starttls or implicit, or remove user and passwordFile"),
                arguments(
                        notify(email("from: rekindle@example.org, tls: ssl")),
                        "6: notify.channels.ops.email.tls: `ssl` is not known; write one of starttls, implicit, none"),
                arguments(
                        notify(OPS + MAIL.replace("[ops@example.org]", "[ops@example.org, ops@example.org]"))
                                + "  always: [ops, mail]\n",
                        "7: notify.channels.mail.email.to[1]: is there twice; keep it once"),
                arguments(
                        notify(MAIL.replace("smtp.example.org", "'smtp://smtp.example.org'")) + "  always: [mail]\n",
                        "6: notify.channels.mail.email.server: `smtp://smtp.example.org` cannot be read;"
                                + " write the host name alone, such as smtp.example.org; the port goes under `port`"),
                arguments(
                        notify(OPS) + ALWAYS + "  questions: [{tell: [ops]}, {tell: [ops]}]\n",
                        "8: notify.questions[1].after: is at once, not later than the step before it (at once);"
                                + " write the steps in the order of their times, and one step for each time"),
                arguments(
                        notify(OPS) + ALWAYS
                                + "  questions:\n    - {after: 2h, tell: [ops]}\n    - {after: 30m, tell: [ops]}\n",
                        "10: notify.questions[1].after: is 30 min, not later than the step before it (2 h);"
                                + " write the steps in the order of their times, and one step for each time"),
                arguments(
                        notify(OPS) + ALWAYS + "  questions: [{after: 4000d, tell: [ops]}]\n",
                        "8: notify.questions[0].after: is longer than 3650d, which is ten years; use a time such as 30m or 2h"),
                arguments(notify(OPS) + ALWAYS + "  expiry: [0]\n", "8: notify.expiry[0]: is 0; use 1 or more"),
                arguments(notify(OPS) + ALWAYS + "  expiry: [366]\n", "8: notify.expiry[0]: is 366; use 365 or less"),
                arguments(
                        notify(OPS) + ALWAYS + "  expiry: [7, 30, 7]\n",
                        "8: notify.expiry[2]: 7 is there twice; keep it once"),
                arguments(
                        notify(OPS) + "  questions: [{tell: [ops]}]\n  expiry: [7]\n",
                        "8: notify.expiry: has no effect, since it is for those of `always`, which is empty; add `always`"),
                arguments(
                        notify(OPS) + ALWAYS + "  link: temporal.example.org\n",
                        "8: notify.link: `temporal.example.org` cannot be read;"
                                + " write a whole address, such as https://hub.example.org"),
                arguments(
                        notify(OPS) + ALWAYS + "  link: http://temporal.example.org\n",
                        "8: notify.link: is not https, so everybody on the way could read it; write it with https://"),
                arguments(
                        HEAD + "people: [{name: ana}]\n",
                        "4: people[0]: has no key, no passkey, no subject and no e-mail address;"
                                + " add `keys`, `passkeys` or `subject` for a person who approves, or `email` for one who gets messages"),
                arguments(
                        HEAD + "people: [{name: ana, email: Ana <ana@example.org>}]\n",
                        "4: people[0].email: what stands there cannot be read;"
                                + " write the address alone, such as ana@example.org"),
                arguments(
                        notify(MAIL) + "  always: [ana, mail]\npeople: [{name: ana, keys: [" + KEY + "]}]\n",
                        "7: notify.always[0]: `ana` has no e-mail address; add `email` to this person under people:"),
                arguments(
                        notify(OPS) + "  always: [ops, ana]\npeople: [{name: ana, email: ana@example.org}]\n",
                        "7: notify.always[1]: `ana` is reached by e-mail, and no channel is of kind email;"
                                + " add one under `notify.channels`, such as mail: {email: {server: smtp.example.org, from: ...}}"),
                arguments(
                        notify(MAIL + MAIL.replace(" mail:", " post:"))
                                + "  always: [ana, mail, post]\npeople: [{name: ana, email: ana@example.org}]\n",
                        "8: notify.always[0]: `ana` is reached by e-mail, and 2 channels are of that kind: mail, post;"
                                + " keep one of them, or list a channel whose `to` has this person's address"),
                arguments(
                        notify(OPS) + ALWAYS + "people: [{name: Ops, email: ops@example.org}]\n",
                        "6: notify.channels.ops: is named as the person `Ops` is, so a list that names it could mean both;"
                                + " give the channel another name"),
                arguments(
                        CLUSTER
                                + "    notify: {always: [opps]}\nnotify: {channels: {ops: {slack: {urlFile: slack.url}}}}\n",
                        "7: clusters.a.notify.always[0]: `opps` is neither a channel nor a person; did you mean ops?"),
                arguments(
                        CLUSTER + "    notify: {link: 'https://temporal.example.org'}\n",
                        "7: clusters.a.notify.link: is not a key here; known are always, questions, expiry"));
    }

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII70exp7MeEjRCOoSS/t6ul0ta1qj0+7qkl9nt4W/f+8 ana@laptop";

    @ParameterizedTest
    @MethodSource("oneFault")
    void saysTheFault(String text, String fault) throws IOException {
        assertThat(fleet.faults(text)).containsExactly(fault);
    }

    @Test
    void saysEveryFaultAtOnce() throws IOException {
        assertThat(fleet.faults(notify(
                                "    ops: {slack: {urlFile: nope.url}}\n    pager: {pagerduty: {routingKeyFile: nope.key}}\n")
                        + "  always: [ops, nowhere-at-all]\n  questions: [{tell: [pager]}, {tell: [ana]}]\n"
                        + "  expiry: [400]\npeople: [{name: ana, email: '@'}]\n"))
                .extracting(fault -> fault.substring(0, fault.indexOf(": ", 4)))
                .containsExactly(
                        "6: notify.channels.ops.slack.urlFile",
                        "7: notify.channels.pager.pagerduty.routingKeyFile",
                        "8: notify.always[1]",
                        "9: notify.questions[1].tell[0]",
                        "9: notify.questions[1].after",
                        "10: notify.expiry[0]",
                        "11: people[0].email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    ops: {slack: {urlFile: 'https://hooks.slack.com/services/T0/B0/S3cretCanary'}}\n",
                "    ops: {slack: {tokenFile: xoxb-1-S3cretCanary, channel: C0123456789}}\n",
                "    ops: {slack: {tokenFile: bot.token, channel: xoxb-1-S3cretCanary}}\n",
                "    ops: {webhook: {url: 'https://ops.example.org', secretFile: whsec_S3cretCanary}}\n",
                "    ops: {pagerduty: {routingKeyFile: S3cretCanary0123456789abcdef0123}}\n",
                "    ops: {matrix: {url: 'https://m.example.org', tokenFile: syt_S3cretCanary, room: '!a:b'}}\n"
            })
    void aSecretInPlaceOfItsFileIsRefusedAndNotQuoted(String channels) throws IOException {
        List<String> faults = fleet.faults(notify(channels) + ALWAYS);

        assertThat(faults)
                .singleElement()
                .asString()
                .startsWith("6: notify.channels.ops.")
                .contains("is a secret in place of the name of its file, or looks like one; write it into a file")
                .doesNotContain("S3cretCanary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "ana@example.org",
                "ana.b+c@mail.example.org",
                "o'brien@example.org",
                "x@xn--bcher-kva.example"
            })
    void addressesThatCanBe(String address) throws IOException {
        assertThat(fleet.faults(HEAD + "people: [{name: ana, email: \"" + address + "\"}]\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "@example.org",
                "ana@",
                "a@b@c",
                "a b@example.org",
                "ana@example..org",
                ".ana@example.org",
                "a..b@example.org",
                "ana@-example.org",
                "ana@example.org\\r\\nBcc: eve@example.org",
                "ana@example.org, eve@example.org",
                "mailto:ana@example.org",
                "zo\u00eb@example.org"
            })
    void addressesThatCannotBe(String address) throws IOException {
        assertThat(fleet.faults(HEAD + "people: [{name: ana, email: \"" + address + "\"}]\n"))
                .singleElement()
                .asString()
                .startsWith("4: people[0].email: ");
    }

    /** A slip of the hand makes faults, and no other exception. */
    @Test
    void readsOrRefusesWhateverAFileSays() throws IOException {
        String[] malformed = {
            "~", "", "7", "true", "[]", "{}", "[[a]]", "{a: b}", "-1", "2.5", "'a b'", "'@'", "x/y", "1".repeat(40)
        };
        String[] lines = """
                people:
                  - name: ana
                    email: ana@example.org
                notify:
                  link: https://temporal.example.org
                  channels:
                    ops:
                      slack:
                        urlFile: slack.url
                    mail:
                      email:
                        server: smtp.example.org
                        port: 587
                        tls: starttls
                        from: rekindle@example.org
                        user: rekindle
                        passwordFile: some.key
                        to:
                          - ops@example.org
                  always:
                    - ops
                    - mail
                  questions:
                    - after: 30m
                      tell:
                        - ana
                  expiry:
                    - 30
                """.split("\n");
        assertThat(fleet.faults(HEAD + String.join("\n", lines))).isEmpty();
        for (int i = 0; i < lines.length; i++) {
            for (String each : malformed) {
                String[] mutated = lines.clone();
                mutated[i] = lines[i].replaceFirst("(- [a-z]+:|: ?|- ).*$", "$1") + " " + each;
                Path file = fleet.write(HEAD + String.join("\n", mutated) + "\n");
                assertThatCode(() -> readOrRefused(file)).as(mutated[i]).doesNotThrowAnyException();
            }
        }
    }

    private static void readOrRefused(Path file) {
        try {
            FleetFile.read(file);
        } catch (FaultyFile refused) {
            assertThat(refused.faults()).isNotEmpty();
        }
    }

    private static String notify(String channels) {
        return HEAD + "notify:\n  channels:\n" + channels;
    }

    private static String email(String keys) {
        return "    ops: {email: {server: smtp.example.org, to: [ops@example.org], " + keys + "}}\n" + ALWAYS;
    }

    private void secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text + "\n");
    }
}
