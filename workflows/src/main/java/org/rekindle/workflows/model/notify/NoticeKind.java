// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

/** What a message is about. */
public enum NoticeKind {
    /** A run began. */
    STARTED,
    /** A run waits for people: an approval, or a step that is stuck. */
    QUESTION,
    /** A question is answered or withdrawn, or work that took long is done. */
    ANSWERED,
    /** Work takes longer than usual. */
    SLOW,
    /** A run ended. */
    ENDED,
    /** A certificate expires soon. */
    EXPIRES,
    /** A verification did not prove that users can work. */
    NOT_PROVEN,
    /** A sender of alerts has fallen silent. No run is meant. */
    SENDER_SILENT,
    /** A sender of alerts is not silent any more. */
    SENDER_BACK,
    /** A person tries a channel. */
    TEST;

    /** Whether nothing follows it. */
    public boolean isLast() {
        return switch (this) {
            case ENDED, EXPIRES, NOT_PROVEN, SENDER_SILENT, SENDER_BACK, TEST -> true;
            case STARTED, QUESTION, ANSWERED, SLOW -> false;
        };
    }
}
