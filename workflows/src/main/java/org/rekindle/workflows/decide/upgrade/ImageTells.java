// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Magnum takes the version from the image's property {@code kube_version}, and refuses a template whose image has none. */
final class ImageTells implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        if (step.to().template().imageId() != null) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                Verdict.CANNOT_KNOW,
                Reason.of(
                        ReasonCode.UPGRADE_TARGET_IMAGE_UNKNOWN,
                        "template",
                        step.to().template().name())));
    }
}
