// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.List;

/**
 * The rules that every upgrade must pass before it is asked for. It must be known beforehand: an upgrade that is refused or that
 * hangs deletes the worker of every single-node group all the same, and leaves Magnum in a state without a way back.
 */
public final class Preflight {

    private static final List<UpgradeRule> RULES = List.of(
            new CertificatesLast(),
            new SameAuthority(),
            new CompleteState(),
            new RollsSomething(),
            new OneMinorUp(),
            new ChartFits(),
            new ChartNotOlder(),
            new ImageTells(),
            new SameNetworkDriver(),
            new RoomForSurge(),
            new NodesSurvive());

    private Preflight() {}

    /** All that is to be said of a step, what stops it first. */
    static List<Finding> findings(UpgradeStep step) {
        return RULES.stream()
                .flatMap(rule -> rule.about(step))
                .sorted((one, other) -> one.verdict().compareTo(other.verdict()))
                .toList();
    }

    /** What stops it. */
    static List<Finding> stopping(UpgradeStep step) {
        return findings(step).stream().filter(Finding::stops).toList();
    }
}
