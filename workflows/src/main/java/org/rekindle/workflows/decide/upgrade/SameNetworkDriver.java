// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.observation.Template;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Pods of two network plug-ins do not reach each other; the driver takes the plug-in from the template since 1.4.0. */
final class SameNetworkDriver implements UpgradeRule {

    @Override
    public Stream<Finding> about(UpgradeStep step) {
        Template from = step.from();
        @Nullable String then = step.to().template().networkDriver();
        if (from == null) {
            return unknown(null, then);
        }
        @Nullable String now = from.networkDriver();
        if (Objects.equals(now, then)) {
            return Stream.empty();
        }
        if (now == null || then == null) {
            return unknown(now, then);
        }
        return Stream.of(Finding.of(
                Verdict.REFUSES,
                Reason.of(ReasonCode.UPGRADE_NETWORK_CHANGES, "now", now).with("then", then)));
    }

    private static Stream<Finding> unknown(@Nullable String now, @Nullable String then) {
        return Stream.of(Finding.of(
                Verdict.CANNOT_KNOW,
                Reason.of(ReasonCode.UPGRADE_NETWORK_UNKNOWN, "now", known(now)).with("then", known(then))));
    }

    private static String known(@Nullable String driver) {
        return Objects.requireNonNullElse(driver, "not known");
    }
}
