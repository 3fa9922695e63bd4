// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/** The addresses on an e-mail. */
final class MailAddresses {

    private final InternetAddress from;
    private final List<InternetAddress> to;

    private MailAddresses(InternetAddress from, List<InternetAddress> to) {
        this.from = from;
        this.to = to;
    }

    /** {@code MISCONFIGURED} when one of them is none. */
    static MailAddresses of(EmailSpec spec) {
        List<InternetAddress> to = new ArrayList<>();
        spec.to().forEach(each -> to.add(address(spec.name(), each)));
        return new MailAddresses(address(spec.name(), spec.from()), to);
    }

    private static InternetAddress address(String channel, String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (text.equals(address.getAddress()) && text.matches("[\\x21-\\x7e]+@[A-Za-z0-9.-]+")) {
                return address;
            }
        } catch (AddressException e) {
            // The same fault as of any other text that is no address.
        }
        throw Failures.of(
                FailureCode.MISCONFIGURED,
                "Channel " + channel + " cannot be used: \"" + NoticeText.oneLine(text, 100)
                        + "\" is not an e-mail address. Write it without a name, such as ops@example.org.");
    }

    InternetAddress from() {
        return from;
    }

    InternetAddress[] to() {
        return to.toArray(InternetAddress[]::new);
    }

    /** The sender's, in which the IDs of messages are unique. */
    String domain() {
        return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
    }
}
