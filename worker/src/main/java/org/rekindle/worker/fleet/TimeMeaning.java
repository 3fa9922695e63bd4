// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.Optional;

/** Whether a time is one that can be waited for. */
final class TimeMeaning {

    private TimeMeaning() {}

    /** A fault of the time at a pointer: no time at all, or more than ten years. */
    static Optional<Fault> fault(YamlTree tree, String pointer, String cure) {
        String text = tree.text(pointer);
        if (text == null) {
            return Optional.empty();
        }
        if (Durations.isTooLong(text)) {
            return Optional.of(tree.fault(pointer, "is longer than 3650d, which is ten years", cure));
        }
        return read(text).filter(Duration::isZero).map(zero -> tree.fault(pointer, "is no time at all", cure));
    }

    /** The time that a text says; none when it says none, which the schema or {@link #fault} tells. */
    static Optional<Duration> read(String text) {
        try {
            return Optional.of(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            // No fault of its own: whoever asks here only compares times, and the text's fault is told once.
            return Optional.empty();
        }
    }
}
