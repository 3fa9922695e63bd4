// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.run.ReleaseCheck;

/** What the check of the releases means for a rebuild. */
public final class ReleasesChecked {

    private ReleasesChecked() {}

    /** Why no cluster may be torn down, with each release that could not be deployed; empty when all could. */
    public static Optional<Reason> objection(List<ReleaseCheck> checks) {
        List<String> faults = faults(checks).map(ReleaseCheck::sentence).toList();
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Reason.of(ReasonCode.RELEASES_NOT_DEPLOYABLE, "faults", String.join(" ", faults)));
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
