// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

import java.util.stream.Stream;

/** Something that must hold for an upgrade. */
interface Rule {

    /** What is to be said of the hop; nothing when all is well. */
    Stream<Finding> about(Hop hop);
}
