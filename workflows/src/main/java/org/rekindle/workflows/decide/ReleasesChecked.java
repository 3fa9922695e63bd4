// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.workflows.model.ReleaseCheck;

/** What the check of the releases means for a rebuild. */
public final class ReleasesChecked {

    private ReleasesChecked() {}

    /** Why no cluster may be torn down, in a sentence for each release that could not be deployed; empty when all could. */
    public static Optional<String> objection(List<ReleaseCheck> checks) {
        List<String> faults = faults(checks).map(ReleaseCheck::sentence).toList();
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of("After a rebuild, not every release could be deployed. " + String.join(" ", faults));
    }

    /** A sentence for each release, those that could not be deployed first. */
    public static List<String> sentences(List<ReleaseCheck> checks) {
        return Stream.concat(faults(checks), checks.stream().filter(ReleaseCheck::ok))
                .map(ReleaseCheck::sentence)
                .collect(Collectors.toUnmodifiableList());
    }

    private static Stream<ReleaseCheck> faults(List<ReleaseCheck> checks) {
        return checks.stream().filter(check -> !check.ok());
    }
}
