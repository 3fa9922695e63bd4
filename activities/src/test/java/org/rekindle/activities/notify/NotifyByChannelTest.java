// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.api.NotifyActivities.Sent;
import org.rekindle.workflows.api.NotifyActivities.ToSend;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.model.run.FailureCode;

class NotifyByChannelTest {

    private static final Path FILE = Path.of("secret");
    private static final List<ChannelSpec> ONE_OF_EACH = List.of(
            new SlackWebhookSpec("a", FILE),
            new SlackBotSpec("b", FILE, "C1"),
            new MattermostSpec("c", FILE),
            new ZulipSpec("d", "https://zulip.example.org", "bot@example.org", FILE, "ops"),
            new MatrixSpec("e", "https://matrix.example.org", FILE, "!a:example.org"),
            new TeamsSpec("f", FILE),
            new PagerDutySpec("g", FILE, PagerDutySite.US),
            new EmailSpec("h", "smtp.example.org", 587, MailTls.STARTTLS, "a@b.c", List.of("d@e.f"), null, null),
            new WebhookSpec("i", "https://hooks.example.org", null, FILE));

    @TempDir
    Path folder;

    @Test
    void theChannelIsFoundByItsNameAndGivesItsReply() {
        NotifyByChannel notify = new NotifyByChannel(Map.of(
                "ops", (notice, reply) -> "after " + reply,
                "pager", (notice, reply) -> null));

        assertThat(notify.send(new ToSend("ops", Notices.question(), "1"))).isEqualTo(new Sent("after 1"));
        assertThat(notify.send(new ToSend("pager", Notices.question(), null))).isEqualTo(new Sent(null));
    }

    @Test
    void aNameThatTheFleetFileDoesNotHaveIsAFaultOfTheConfiguration() {
        NotifyByChannel notify = new NotifyByChannel(ONE_OF_EACH, NoticeLinks.NONE);

        ApplicationFailure failure =
                failure(FailureCode.MISCONFIGURED, () -> notify.send(new ToSend("opps", Notices.question(), null)));

        assertThat(failure.getOriginalMessage())
                .contains("no channel or person opps", "a, b, c, d, e, f, g, h, i", "notify.channels");
    }

    @Test
    void aFleetFileWithoutChannelsSaysSo() {
        ApplicationFailure failure = failure(
                FailureCode.MISCONFIGURED,
                () -> new NotifyByChannel(List.of(), NoticeLinks.NONE)
                        .send(new ToSend("ops", Notices.question(), null)));

        assertThat(failure.getOriginalMessage()).contains("It has: none.");
    }

    @Test
    void twoChannelsOfOneNameAreAMistake() {
        assertThatThrownBy(() -> new NotifyByChannel(
                        List.of(new TeamsSpec("ops", FILE), new MattermostSpec("ops", FILE)), NoticeLinks.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyKindHasAChannel() {
        assertThat(ONE_OF_EACH.stream().map(ChannelSpec::getClass).map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(Stream.of(ChannelSpec.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
        ChannelTools tools = new ChannelTools(ChannelHttp.usual(), NoticeLinks.NONE, Clock.systemUTC());

        assertThat(ONE_OF_EACH.stream().map(spec -> Channels.of(spec, tools).getClass()))
                .hasSameSizeAs(ONE_OF_EACH)
                .doesNotHaveDuplicates();
    }

    @Test
    void theLinkLeadsToTheRun() {
        Notice some = Notices.question();
        Notice withoutRun = new Notice(
                some.key(),
                some.thread(),
                some.kind(),
                some.urgency(),
                some.cluster(),
                some.headline(),
                some.lines(),
                "cluster/a b?c",
                null,
                some.at());

        assertThat(new RunLinks("https://temporal.example.org", "rekindle").of(some))
                .isEqualTo(Notices.LINK);
        assertThat(new RunLinks("https://temporal.example.org/ui//", "n s").of(withoutRun))
                .isEqualTo("https://temporal.example.org/ui/namespaces/n%20s/workflows/cluster%2Fa%20b%3Fc");
        assertThat(Notices.LINKS.of(Notices.saying("pythia"))).isEmpty();
    }

    @Test
    void aQuestionLeadsToThePageOnWhichPeopleAnswer() {
        NoticeLinks links = new NoticeLinks(null, "https://rekindle.example.org");

        assertThat(links.of(Notices.question()))
                .hasValue(new NoticeLinks.Link(
                        "https://rekindle.example.org/approve/pythia", "Read the plan and answer"));
        assertThat(links.of(Notices.of(NoticeKind.ENDED, Urgency.INFO))).isEmpty();
    }

    /** The vector of Standard Webhooks. */
    @Test
    void theSignatureIsThatOfStandardWebhooks() throws Exception {
        Path file = Notices.secret(folder, "key", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(StandardWebhookKey.in("ops", file)
                        .signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_not base64!", "whsec_c2hvcnQ=", "only 23 bytes are here."})
    void aKeyThatCannotSignIsNotQuoted(String key) throws Exception {
        Path file = Notices.secret(folder, "key", key);

        ApplicationFailure failure = failure(FailureCode.MISCONFIGURED, () -> StandardWebhookKey.in("ops", file));

        assertThat(failure.getOriginalMessage())
                .contains("Channel ops", file.toString())
                .doesNotContain(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org/T000/SECRET",
                "hooks.example.org/T000/SECRET",
                "https://user:SECRET@hooks.example.org/T000",
                "https://hooks.example.org/T000/SEC RET",
                "file:///etc/SECRET"
            })
    void aUrlThatCannotBeUsedIsNotQuoted(String url) throws Exception {
        Path file = Notices.secret(folder, "url", url);
        NotifyByChannel notify = new NotifyByChannel(List.of(new TeamsSpec("ops", file)), NoticeLinks.NONE);

        ApplicationFailure failure =
                failure(FailureCode.MISCONFIGURED, () -> notify.send(new ToSend("ops", Notices.question(), null)));

        assertThat(failure.getOriginalMessage())
                .contains("Channel ops", file.toString())
                .doesNotContain("SEC")
                .doesNotContain("T000");
    }

    @Test
    void aWebhookHasOneAddress() {
        assertThatThrownBy(() -> new WebhookSpec("ops", null, null, FILE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WebhookSpec("ops", "https://a.example.org", FILE, FILE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUserAndAPasswordComeTogether() {
        assertThatThrownBy(() -> mail(List.of("a@b.c"), "user", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mail(List.of("a@b.c"), null, FILE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mail(List.of(), null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EmailSpec mail(List<String> to, @Nullable String user, @Nullable Path file) {
        return new EmailSpec("mail", "smtp.example.org", 587, MailTls.STARTTLS, "a@b.c", to, user, file);
    }
}
