// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.util.Locale;

/** Which hubs a lab has. */
public enum HubsKind {
    SIMULATED,
    REAL;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
