// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

/** What a rule says of a step. */
public enum Verdict {
    /** It cannot work, or costs too much. */
    REFUSES,
    /** It cannot be said whether it works; an upgrade is one shot, so it is not tried. */
    CANNOT_KNOW,
    /** It works, at a price that must be known beforehand. */
    WARNS
}
