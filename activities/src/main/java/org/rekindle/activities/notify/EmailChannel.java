// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends e-mail by an SMTP server. */
final class EmailChannel implements Channel {

    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

    /** In milliseconds. The library's own times are endless. */
    private static final String CONNECT = "10000";

    private static final String ANSWER = "30000";

    private final EmailSpec spec;
    private final ChannelTools tools;
    private final @Nullable SSLSocketFactory trust;

    /** @param trust for other authorities than Java's; null for those */
    EmailChannel(EmailSpec spec, ChannelTools tools, @Nullable SSLSocketFactory trust) {
        this.spec = spec;
        this.tools = tools;
        this.trust = trust;
    }

    @Override
    public @Nullable String send(Notice notice, @Nullable String reply) {
        MailAddresses addresses = MailAddresses.of(spec);
        Session session = Session.getInstance(properties());
        try {
            MailMessage mail = MailMessage.of(session, notice, tools.text(notice), addresses, reply);
            transmit(session, mail, addresses);
            return Objects.requireNonNullElse(reply, mail.getMessageID());
        } catch (MessagingException e) {
            throw MailFailures.of(spec, e);
        }
    }

    /** A recipient whom the server refuses keeps the message from no other one, and sends it to none twice. */
    private void transmit(Session session, MailMessage mail, MailAddresses addresses) throws MessagingException {
        try (Transport transport = session.getTransport(protocol())) {
            transport.connect(spec.server(), spec.port(), spec.user(), password());
            transport.sendMessage(mail, addresses.to());
        } catch (SendFailedException e) {
            int taken = Objects.requireNonNullElse(e.getValidSentAddresses(), new Object[0]).length;
            if (taken == 0) {
                throw e;
            }
            LOG.warn(
                    "Channel {}: {} took the message for {} of {} recipients",
                    spec.name(),
                    spec.server(),
                    taken,
                    spec.to().size());
        }
    }

    private @Nullable String password() {
        if (spec.passwordFile() == null) {
            return null;
        }
        return ChannelSecrets.text(spec.name(), spec.passwordFile());
    }

    private String protocol() {
        if (spec.tls() == MailTls.IMPLICIT) {
            return "smtps";
        }
        return "smtp";
    }

    private Properties properties() {
        String of = "mail." + protocol() + ".";
        Properties properties = new Properties();
        properties.setProperty(of + "connectiontimeout", CONNECT);
        properties.setProperty(of + "timeout", ANSWER);
        properties.setProperty(of + "writetimeout", ANSWER);
        properties.setProperty(of + "auth", String.valueOf(spec.user() != null));
        properties.setProperty(of + "sendpartial", "true");
        // What comes after the server has taken the message must not make it come twice.
        properties.setProperty(of + "quitwait", "false");
        properties.setProperty(of + "ssl.checkserveridentity", "true");
        if (spec.tls() == MailTls.STARTTLS) {
            properties.setProperty(of + "starttls.enable", "true");
            properties.setProperty(of + "starttls.required", "true");
        }
        if (trust != null) {
            properties.put(of + "ssl.socketFactory", trust);
        }
        return properties;
    }
}
