// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A file cannot be used. It carries every fault that was found, in the order of the lines. */
public final class FaultyFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<ConfigFault> faults;

    /** Carries the faults; there is at least one. */
    public FaultyFile(List<ConfigFault> faults) {
        super(faults.stream()
                .sorted(Comparator.comparingInt(ConfigFault::line))
                .map(ConfigFault::toString)
                .collect(Collectors.joining("\n")));
        this.faults = faults.stream()
                .sorted(Comparator.comparingInt(ConfigFault::line))
                .toList();
    }

    /** Every fault, in the order of the lines. */
    public List<ConfigFault> faults() {
        return faults;
    }
}
