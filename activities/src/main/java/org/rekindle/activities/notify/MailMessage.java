// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Notice;

/** A message as an e-mail. */
final class MailMessage extends MimeMessage {

    private final String id;

    private MailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    /**
     * The message with its headers, whose ID follows from its key. All messages of a run name one more ID, which no message has, as the
     * root of their thread: so they are one thread whichever comes first.
     *
     * @param reply the ID of the first message of the thread, null in the first one
     */
    static MailMessage of(
            Session session, Notice notice, NoticeText text, MailAddresses addresses, @Nullable String reply)
            throws MessagingException {
        MailMessage mail = new MailMessage(session, id(notice.key(), addresses));
        mail.setFrom(addresses.from());
        mail.setRecipients(Message.RecipientType.TO, addresses.to());
        mail.setSubject(text.headline(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(notice.at()));
        String root = id(notice.thread(), addresses);
        if (reply == null) {
            mail.setHeader("References", root);
            mail.setHeader("In-Reply-To", root);
        } else {
            mail.setHeader("References", root + " " + reply);
            mail.setHeader("In-Reply-To", reply);
        }
        // So that no holiday message answers.
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText(body(text), StandardCharsets.UTF_8.name());
        mail.saveChanges();
        return mail;
    }

    private static String id(String key, MailAddresses addresses) {
        return "<" + KeyDigest.of(key).substring(0, 40) + "@" + addresses.domain() + ">";
    }

    private static String body(NoticeText text) {
        StringBuilder body = new StringBuilder(text.headline()).append("\n\n");
        text.lines().forEach(line -> body.append(line).append('\n'));
        if (text.link() != null) {
            body.append("\nThe run: ").append(text.link().address()).append('\n');
        }
        return body.toString();
    }

    /** The library would give another ID at each attempt. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
