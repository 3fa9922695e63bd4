// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import io.temporal.failure.ApplicationFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** What an error of an SMTP server means. Its words stay out, since a server may repeat what it was told; its code is quoted. */
final class MailFailures {

    private static final Pattern CODE = Pattern.compile("(?:^|, response: )([2-5]\\d\\d)\\b");

    private MailFailures() {}

    static ApplicationFailure of(EmailSpec spec, MessagingException e) {
        String who = "Channel " + spec.name() + ": " + spec.server();
        int code = code(e);
        if (e instanceof AuthenticationFailedException) {
            if (code / 100 == 4) {
                return Failures.of(FailureCode.UNAVAILABLE, who + " cannot look at the login now (SMTP " + code + ").");
            }
            return Failures.of(
                    FailureCode.ACCESS_DENIED,
                    who + " does not accept the login of " + spec.user() + said(code)
                            + ". Write the valid password into " + spec.passwordFile() + ".");
        }
        if (code / 100 == 4) {
            return Failures.of(FailureCode.UNAVAILABLE, who + " puts the message off (SMTP " + code + ").");
        }
        if (code == 530) {
            return Failures.of(
                    FailureCode.ACCESS_DENIED,
                    who + " wants a login first (SMTP 530). Give the channel a user and a passwordFile.");
        }
        if (code / 100 == 5) {
            return Failures.of(
                    FailureCode.REFUSED,
                    who + " refuses the message (SMTP " + code + "). Look whether it takes mail from " + spec.from()
                            + " to " + String.join(", ", spec.to()) + ".");
        }
        if (wantsStartTls(e)) {
            return Failures.of(
                    FailureCode.MISCONFIGURED,
                    who + " offers no STARTTLS at port " + spec.port()
                            + ". Name another port, or encrypt from the first byte (tls: implicit).");
        }
        return Failures.of(FailureCode.UNAVAILABLE, who + " cannot be reached: " + SilenceReason.of(e) + ".");
    }

    /** The library has no exception of its own for it. */
    private static boolean wantsStartTls(MessagingException e) {
        return String.valueOf(e.getMessage()).startsWith("STARTTLS is required but");
    }

    private static String said(int code) {
        if (code == 0) {
            return "";
        }
        return " (SMTP " + code + ")";
    }

    /** The server's code, zero when it gave none; that of a recipient says more than that of the whole. */
    private static int code(MessagingException e) {
        int code = 0;
        for (Exception each = e; each != null; each = next(each)) {
            int own = ownCode(each);
            if (own != 0) {
                code = own;
            }
        }
        return code;
    }

    private static @Nullable Exception next(Exception e) {
        if (e instanceof MessagingException messaging) {
            return messaging.getNextException();
        }
        return null;
    }

    private static int ownCode(Exception e) {
        if (e instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (e instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        if (e instanceof SMTPSendFailedException send) {
            return send.getReturnCode();
        }
        Matcher words = CODE.matcher(String.valueOf(e.getMessage()));
        if (words.find()) {
            return Integer.parseInt(words.group(1));
        }
        return 0;
    }
}
