// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Optional;
import java.util.stream.Stream;
import org.rekindle.workflows.decide.compatibility.ChartVersion;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.CandidateTemplate;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/**
 * The chart does not go back. Magnum reads it from the template alone: one without the label silently takes the driver's default,
 * which may be older than what is installed.
 */
final class ChartNotOlder implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        Template from = step.from();
        String target = step.to().chartVersion();
        if (from == null) {
            return Stream.of(
                    Finding.of(Verdict.CANNOT_KNOW, Reason.of(ReasonCode.UPGRADE_CHART_UNKNOWN, "target", target)));
        }
        String current = Compatibility.chartOf(from);
        if (current.equals(target)) {
            return Stream.empty();
        }
        Optional<ChartVersion> now = ChartVersion.parse(current);
        Optional<ChartVersion> then = ChartVersion.parse(target);
        if (now.isEmpty() || then.isEmpty()) {
            return Stream.of(Finding.of(
                    Verdict.CANNOT_KNOW,
                    Reason.of(ReasonCode.UPGRADE_CHARTS_NOT_COMPARABLE, "current", current)
                            .with("target", target)));
        }
        if (then.get().compareTo(now.get()) >= 0) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(Verdict.REFUSES, back(current, step.to())));
    }

    private static Reason back(String current, CandidateTemplate to) {
        Reason reason = Reason.of(ReasonCode.UPGRADE_CHART_BACK, "current", current)
                .with("target", to.chartVersion())
                .with("template", to.template().name());
        return to.template().chartVersion() == null ? reason.with("default", "yes") : reason;
    }
}
