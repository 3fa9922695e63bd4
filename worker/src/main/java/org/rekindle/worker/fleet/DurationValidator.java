// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.time.Duration;
import java.util.Optional;

/** Whether a time is one that can be waited for. */
final class DurationValidator {

    private DurationValidator() {}

    /** A fault of the time at a pointer: no time at all, or more than ten years. */
    static Optional<ConfigFault> fault(YamlTree tree, String pointer, String cure) {
        String text = tree.text(pointer);
        if (text == null) {
            return Optional.empty();
        }
        if (Durations.isTooLong(text)) {
            return Optional.of(tree.fault(pointer, "is longer than 3650d, which is ten years", cure));
        }
        return Durations.find(text).filter(Duration::isZero).map(zero -> tree.fault(pointer, "is zero", cure));
    }
}
