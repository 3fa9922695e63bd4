// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.text.Text;

/** Decides whether the time in a signed text can be right. The signer's clock says it, so it is held against this machine's. */
public final class SignatureTime {

    /** How far two clocks may differ. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private SignatureTime() {}

    /**
     * Why it cannot, in a sentence that shows both times; null when it can. An approval that has expired is one that can.
     *
     * @param what was signed, as "The approval by ben"
     * @param event before which nobody can have signed, as "the plan was made"
     * @param since the time of the event
     */
    public static @Nullable String objection(String what, Instant at, String event, Instant since, Instant now) {
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            return what + signedAt(at) + ", and the worker's clock says " + seconds(now) + ". " + cure();
        }
        if (at.isBefore(since.minus(CLOCKS_DIFFER))) {
            return what + signedAt(at) + ", before " + event + " at " + seconds(since) + ". The worker's clock says "
                    + seconds(now) + ". " + cure();
        }
        return null;
    }

    private static String signedAt(Instant at) {
        return " was signed at " + at + " by the clock of the machine that signed";
    }

    /** Why an approval is not valid any more, in a sentence; null while it is. Its time counts from the signed time. */
    public static @Nullable String expired(String by, Instant at, Duration validFor, Instant now) {
        Instant end = at.plus(validFor);
        if (now.isBefore(end)) {
            return null;
        }
        return "The approval by " + by + " was signed at " + at + " and valid for " + Text.of(validFor)
                + ". It expired at " + end + ".";
    }

    private static String cure() {
        return "Set the clock that is wrong, and sign again.";
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
