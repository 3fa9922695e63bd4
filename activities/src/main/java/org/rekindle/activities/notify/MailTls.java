// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

/** How the way to an SMTP server is encrypted. */
public enum MailTls {
    /** After the greeting, by STARTTLS. A server that does not offer it gets no mail. */
    STARTTLS(587),
    /** From the first byte. */
    IMPLICIT(465),
    /** Not at all, for a server on the same machine or in the same network. */
    NONE(25);

    private final int usualPort;

    MailTls(int usualPort) {
        this.usualPort = usualPort;
    }

    /** The port where none is written. */
    public int usualPort() {
        return usualPort;
    }
}
