// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Certificates are renewed by new machines, and machines are replaced only where their image, version or chart changes. */
final class RollsSomething implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        Template to = step.to().template();
        Template from = step.from();
        if (step.first() && step.cluster().templateId().equals(to.uuid())) {
            return refused(ReasonCode.UPGRADE_SAME_TEMPLATE, to);
        }
        if (from == null || from.imageId() == null) {
            return byVersion(step);
        }
        if (!from.imageId().equals(to.imageId())) {
            return Stream.empty();
        }
        if (Compatibility.chartOf(from).equals(Compatibility.chartOf(to))) {
            return refused(ReasonCode.UPGRADE_SAME_IMAGE, to);
        }
        return Stream.empty();
    }

    /** Another version has another image, whatever it is. */
    private static Stream<Finding> byVersion(UpgradeStep step) {
        if (!step.current().equals(step.target())) {
            return Stream.empty();
        }
        Template to = step.to().template();
        return Stream.of(
                Finding.of(Verdict.CANNOT_KNOW, Reason.of(ReasonCode.UPGRADE_IMAGE_UNKNOWN, "template", to.name())));
    }

    private static Stream<Finding> refused(ReasonCode code, Template to) {
        return Stream.of(Finding.of(Verdict.REFUSES, Reason.of(code, "template", to.name())));
    }
}
