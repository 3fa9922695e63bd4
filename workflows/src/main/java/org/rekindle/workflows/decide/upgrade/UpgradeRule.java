// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;

/** Something that must hold for an upgrade. */
interface UpgradeRule {

    /** What is to be said of the step; nothing when all is well. */
    Stream<Finding> about(UpgradeStep step);
}
