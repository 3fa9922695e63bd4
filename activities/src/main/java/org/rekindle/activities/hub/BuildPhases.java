// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The phases that a build went through, each once, in order. It is kept in the heartbeat, so that an attempt after a crash
 * still knows that the image, which is in the registry by then, was built by the attempt before.
 */
final class BuildPhases {

    private static final Pattern PHASE = Pattern.compile("[A-Za-z_-]{1,40}");

    /** While the build pod runs. */
    private static final Set<String> OF_THE_POD = Set.of("fetching", "building", "pushing");

    /** What BinderHub makes of a line of the build's log that is no JSON. */
    private static final String UNKNOWN = "unknown";

    /** BinderHub knows about ten. */
    private static final int MOST = 50;

    private final Set<String> phases;

    /** @param earlier phases that an earlier attempt saw */
    BuildPhases(List<String> earlier) {
        phases = new LinkedHashSet<>(earlier);
    }

    /** Whether the phase is new. What is no word is none, and goes into no heartbeat. */
    boolean add(String phase) {
        return PHASE.matcher(phase).matches() && !phase.equals(UNKNOWN) && phases.size() < MOST && phases.add(phase);
    }

    List<String> phases() {
        return List.copyOf(new ArrayList<>(phases));
    }

    /** BinderHub skips the build of an image that is in the registry: then {@code built} comes without {@code building}. */
    boolean built() {
        return phases.contains("building") && phases.contains("built");
    }

    /** Whether a build pod has run, and its end was not seen. */
    boolean isBuilding() {
        return OF_THE_POD.contains(last());
    }

    String last() {
        List<String> all = phases();
        if (all.isEmpty()) {
            return "nothing yet";
        }
        return all.get(all.size() - 1);
    }
}
