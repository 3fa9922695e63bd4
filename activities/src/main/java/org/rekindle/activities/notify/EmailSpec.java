// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * E-mail by an SMTP server. The messages of a run are one thread.
 *
 * @param from the sender's address, without a name
 * @param to the recipients' addresses, without names
 * @param user whom to log in as; null for no login
 * @param passwordFile holds the user's password; null as above
 */
public record EmailSpec(
        String name,
        String server,
        int port,
        MailTls tls,
        String from,
        List<String> to,
        @Nullable String user,
        @Nullable Path passwordFile)
        implements ChannelSpec {

    /** Keeps the list as it is. */
    public EmailSpec {
        to = List.copyOf(to);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("an e-mail needs a recipient");
        }
        if ((user == null) != (passwordFile == null)) {
            throw new IllegalArgumentException("a user and a password come together");
        }
    }
}
