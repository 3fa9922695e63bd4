// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.temporal.failure.ApplicationFailure;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.tls.TestAuthority;
import org.rekindle.workflows.model.notify.Notice;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.model.run.FailureCode;

class EmailChannelTest {

    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final ChannelTools TOOLS = new ChannelTools(ChannelHttp.usual(), Notices.LINKS, Clock.systemUTC());

    @TempDir
    Path folder;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @AfterEach
    void stop() {
        mail.stop();
    }

    @Test
    void aLoginAndAllThatAMessageSays() throws Exception {
        mail.start();
        mail.setUser("ops@example.org", "rekindle", PASSWORD);

        toGreenMail("rekindle", PASSWORD).send(Notices.question(), null);

        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(got.getSubject()).isEqualTo("pythia waits for an approval");
        assertThat(got.getFrom()[0]).hasToString("rekindle@example.org");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(got.getSentDate().toInstant()).isEqualTo(Notices.AT);
        assertThat(String.valueOf(got.getContent()).replace("\r", "").strip())
                .isEqualTo("pythia waits for an approval\n\nThe plan destroys 1 cluster.\n./rekindle approve pythia\n\n"
                        + "The run: " + Notices.LINK);
    }

    @Test
    void everyRecipientGetsIt() throws Exception {
        mail.start();

        toGreenMail(null, null).send(Notices.question(), null);

        assertThat(mail.getReceivedMessages()).hasSize(2);
        assertThat(mail.getReceivedMessages()[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("ops@example.org", "ana@example.org");
    }

    @Test
    void theMessagesOfARunAreOneThread() throws Exception {
        mail.start();
        Channel channel = toGreenMail(null, null);
        Notice answered = Notices.of(NoticeKind.ANSWERED, Urgency.INFO);
        Notice other = new Notice(
                "pythia/4256088d-2fa2/ended",
                answered.thread(),
                answered.kind(),
                answered.urgency(),
                answered.cluster(),
                answered.headline(),
                answered.lines(),
                null,
                null,
                answered.at());

        String reply = channel.send(Notices.question(), null);
        String second = channel.send(other, reply);

        MimeMessage first = received("approval-1");
        MimeMessage later = received("ended");
        assertThat(reply).isEqualTo(first.getMessageID()).isEqualTo(second).matches("<[0-9a-f]{40}@example\\.org>");
        assertThat(later.getHeader("In-Reply-To")).containsExactly(reply);
        String root = first.getHeader("References")[0];
        assertThat(later.getHeader("References")[0].split("\\s+")).containsExactly(root, reply);
        assertThat(later.getMessageID()).isNotEqualTo(first.getMessageID());
    }

    @Test
    void aMessageThatIsSentTwiceHasOneId() throws Exception {
        mail.start();
        Channel channel = toGreenMail(null, null);

        assertThat(channel.send(Notices.question(), null)).isEqualTo(channel.send(Notices.question(), null));
    }

    @Test
    void aWrongPasswordIsNotTriedAgain() throws Exception {
        mail.start();
        mail.setUser("ops@example.org", "rekindle", "another");

        ApplicationFailure failure = failure(
                FailureCode.ACCESS_DENIED,
                () -> toGreenMail("rekindle", PASSWORD).send(Notices.question(), null));

        assertThat(failure.getOriginalMessage())
                .startsWith("Channel mail: 127.0.0.1 does not accept the login of rekindle (SMTP 535)")
                .doesNotContain(PASSWORD);
    }

    @Test
    void noTextBecomesAHeader() throws Exception {
        mail.start();
        Notice hostile = Notices.saying("pythia\r\nBcc: all@example.org\r\n\r\nbody", "one\r\n.\r\nMAIL FROM:<x@y>");

        toGreenMail(null, null).send(hostile, null);

        assertThat(mail.getReceivedMessages()).hasSize(2);
        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(got.getHeader("Bcc")).isNull();
        assertThat(got.getSubject()).isEqualTo("pythia  Bcc: all@example.org    body");
    }

    @Test
    void startTlsComesBeforeTheLoginAndTheMessage() throws Exception {
        TestAuthority authority = TestAuthority.root("CN=Root");
        try (SmtpServerInProcess server = new SmtpServerInProcess(authority.server("localhost"))) {
            new EmailChannel(spec("localhost", server.port(), MailTls.STARTTLS, "rekindle"), TOOLS, trust(authority))
                    .send(Notices.question(), null);

            assertThat(server.commands.get(1)).isEqualTo("STARTTLS");
            assertThat(server.commands.subList(2, server.commands.size()))
                    .allMatch(command -> command.startsWith("TLS "))
                    .anyMatch(command -> command.startsWith("TLS AUTH PLAIN"))
                    .contains("TLS DATA");
        }
    }

    @Test
    void aServerWithoutStartTlsGetsNothing() throws Exception {
        try (SmtpServerInProcess server = new SmtpServerInProcess(null)) {
            ApplicationFailure failure = failure(
                    FailureCode.MISCONFIGURED,
                    () -> new EmailChannel(spec("localhost", server.port(), MailTls.STARTTLS, "rekindle"), TOOLS, null)
                            .send(Notices.question(), null));

            assertThat(failure.getOriginalMessage()).contains("offers no STARTTLS", "tls: implicit");
            assertThat(server.commands).allMatch(command -> command.matches("(EHLO|QUIT).*"));
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted() throws Exception {
        TestAuthority authority = TestAuthority.root("CN=Root");
        try (SmtpServerInProcess server = new SmtpServerInProcess(authority.server("smtp.example.org"))) {
            ApplicationFailure failure = failure(
                    FailureCode.UNAVAILABLE,
                    () -> new EmailChannel(
                                    spec("localhost", server.port(), MailTls.STARTTLS, "rekindle"),
                                    TOOLS,
                                    trust(authority))
                            .send(Notices.question(), null));

            assertThat(failure.getOriginalMessage()).contains("names another host");
            assertThat(server.commands).noneMatch(command -> command.contains("AUTH"));
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsNotTrusted() throws Exception {
        TestAuthority authority = TestAuthority.root("CN=Root");
        try (SmtpServerInProcess server = new SmtpServerInProcess(authority.server("localhost"))) {
            ApplicationFailure failure = failure(
                    FailureCode.UNAVAILABLE,
                    () -> new EmailChannel(spec("localhost", server.port(), MailTls.STARTTLS, "rekindle"), TOOLS, null)
                            .send(Notices.question(), null));

            assertThat(failure.getOriginalMessage()).contains("is not trusted");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 too busy, UNAVAILABLE",
        "MAIL FROM, 451 later, UNAVAILABLE",
        "MAIL FROM, 530 login first, ACCESS_DENIED",
        "RCPT TO, 450 greylisted, UNAVAILABLE",
        "RCPT TO, 550 no such user, REFUSED",
        "DATA, 452 full, UNAVAILABLE",
        "DATA, 554 spam, REFUSED",
        "AUTH, 454 later, UNAVAILABLE",
        "AUTH, 535 no, ACCESS_DENIED",
    })
    void whatAServerSaysIsPassedOnByItsCode(String part, String reply, FailureCode code) throws Exception {
        try (SmtpServerInProcess server = new SmtpServerInProcess(null)) {
            server.instead.put(part, reply + " " + PASSWORD);

            ApplicationFailure failure = failure(
                    code,
                    () -> new EmailChannel(spec("127.0.0.1", server.port(), MailTls.NONE, "rekindle"), TOOLS, null)
                            .send(Notices.question(), null));

            assertThat(failure.getOriginalMessage())
                    .startsWith("Channel mail: 127.0.0.1 ")
                    .contains("(SMTP " + reply.substring(0, 3) + ")")
                    .doesNotContain(PASSWORD);
        }
    }

    @Test
    void aRecipientWhoIsRefusedKeepsTheMessageFromNoOther() throws Exception {
        try (SmtpServerInProcess server = new SmtpServerInProcess(null)) {
            server.instead.put("RCPT TO:<ops@", "550 no such user");

            new EmailChannel(spec("127.0.0.1", server.port(), MailTls.NONE, null), TOOLS, null)
                    .send(Notices.question(), null);

            assertThat(server.commands).contains("DATA");
        }
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        ApplicationFailure failure = failure(
                FailureCode.UNAVAILABLE,
                () -> new EmailChannel(spec("127.0.0.1", port, MailTls.NONE, null), TOOLS, null)
                        .send(Notices.question(), null));

        assertThat(failure.getOriginalMessage())
                .isEqualTo("Channel mail: 127.0.0.1 cannot be reached: it refuses connections.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ops",
                "ops@",
                "Ops <ops@example.org>",
                "ops@example.org\r\nBcc: all@example.org",
                "ops@example.org, all@example.org",
                "öps@example.org",
                "ops@exa mple.org",
                ""
            })
    void whatIsNoAddressIsNamed(String address) {
        EmailSpec spec = new EmailSpec(
                "mail", "127.0.0.1", 25, MailTls.NONE, "rekindle@example.org", List.of(address), null, null);

        ApplicationFailure failure = failure(
                FailureCode.MISCONFIGURED, () -> new EmailChannel(spec, TOOLS, null).send(Notices.question(), null));

        assertThat(failure.getOriginalMessage())
                .contains("is not an e-mail address")
                .doesNotContain("\n");
    }

    /** By the end of its key; the messages come by recipient, and not in order. */
    private MimeMessage received(String key) throws MessagingException {
        String id = KeyDigest.of("pythia/4256088d-2fa2/" + key).substring(0, 40);
        for (MimeMessage each : mail.getReceivedMessages()) {
            if (each.getMessageID().contains(id)) {
                return each;
            }
        }
        throw new AssertionError("no message " + key);
    }

    private Channel toGreenMail(@Nullable String user, @Nullable String password) throws IOException {
        Path file = null;
        if (password != null) {
            file = Notices.secret(folder, "password", password);
        }
        EmailSpec spec = new EmailSpec(
                "mail",
                "127.0.0.1",
                mail.getSmtp().getPort(),
                MailTls.NONE,
                "rekindle@example.org",
                List.of("ops@example.org", "ana@example.org"),
                user,
                file);
        return new EmailChannel(spec, TOOLS, null);
    }

    private EmailSpec spec(String server, int port, MailTls tls, @Nullable String user) throws IOException {
        Path file = null;
        if (user != null) {
            file = Notices.secret(folder, "password", PASSWORD);
        }
        return new EmailSpec(
                "mail",
                server,
                port,
                tls,
                "rekindle@example.org",
                List.of("ops@example.org", "ana@example.org"),
                user,
                file);
    }

    private static SSLSocketFactory trust(TestAuthority authority) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", authority.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
