// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster on the page.
 *
 * @param level how urgent it is, which is the class of its style
 * @param notAfter when the certificate expires that was served last; null when none was seen
 * @param expires the same from now, such as {@code expires in 12 d}; null likewise
 * @param found what the last survey found, in a sentence; null before the first
 * @param run the last run, in words; null when there was none
 * @param waitsFor what the run waits for, in a sentence; null when it waits for nothing
 * @param command what shows how the run is answered, when it waits for people; null when it does not
 * @param approve the page on which its plan is approved, from the fleet page; null when it does not wait for that
 * @param link to the run in the Temporal UI; null without {@code notify.link}
 */
record ClusterRow(
        String cluster,
        Level level,
        @Nullable Instant notAfter,
        @Nullable String expires,
        @Nullable String found,
        @Nullable String run,
        @Nullable String waitsFor,
        @Nullable String command,
        @Nullable String approve,
        @Nullable String link) {

    /** The most urgent first. */
    enum Level {
        /** It is expired, or a run waits for people. */
        URGENT,
        /** It expires soon, or is not known. */
        SOON,
        /** A run is under way and waits for no one. */
        AT_WORK,
        WELL
    }
}
