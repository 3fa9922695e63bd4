// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** How long past runs took in one cloud, oldest first. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PastTimes(List<PastTime> times) {

    /** No run has ended yet. */
    public static final PastTimes NONE = new PastTimes(List.of());

    /** Copies. */
    public PastTimes {
        times = List.copyOf(times);
    }
}
