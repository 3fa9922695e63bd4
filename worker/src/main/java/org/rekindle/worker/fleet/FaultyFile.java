// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A file cannot be used. It carries every fault that was found, in the order of the lines. */
public final class FaultyFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /** Carries the faults; there is at least one. */
    public FaultyFile(List<Fault> faults) {
        super(faults.stream()
                .sorted(Comparator.comparingInt(Fault::line))
                .map(Fault::toString)
                .collect(Collectors.joining("\n")));
        this.faults =
                faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }

    /** Every fault, in the order of the lines. */
    public List<Fault> faults() {
        return faults;
    }
}
