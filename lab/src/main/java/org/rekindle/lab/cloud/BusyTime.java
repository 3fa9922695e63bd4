// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The time in which at least one cluster was in progress: the union of the intervals, real time. */
public final class BusyTime {

    private final Set<String> busy = new HashSet<>();
    private long since;
    private long nanosBefore;

    /** A cluster is in progress from now on; has no effect when it is so already. */
    public synchronized void begin(String clusterUuid) {
        if (busy.isEmpty()) {
            since = System.nanoTime();
        }
        busy.add(clusterUuid);
    }

    /** A cluster is not in progress any more; has no effect when it was not. */
    public synchronized void end(String clusterUuid) {
        if (busy.remove(clusterUuid) && busy.isEmpty()) {
            nanosBefore += System.nanoTime() - since;
        }
    }

    /** The time up to now. */
    public synchronized Duration total() {
        return Duration.ofNanos(nanosBefore + (busy.isEmpty() ? 0 : System.nanoTime() - since));
    }
}
