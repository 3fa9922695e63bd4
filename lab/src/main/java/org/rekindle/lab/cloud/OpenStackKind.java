// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which OpenStack a lab has. */
public enum OpenStackKind {
    @JsonProperty("simulated")
    SIMULATED,
    @JsonProperty("real")
    REAL;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
