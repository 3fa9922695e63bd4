// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The phases that a build went through, each once, in order. It is kept in the heartbeat, so that an attempt after a crash
 * still knows that the image, which is in the registry by then, was built by the attempt before.
 */
final class BuildStory {

    private final Set<String> phases;

    /** @param earlier phases that an earlier attempt saw */
    BuildStory(List<String> earlier) {
        phases = new LinkedHashSet<>(earlier);
    }

    /** Whether the phase is new. */
    boolean add(String phase) {
        return phases.add(phase);
    }

    List<String> phases() {
        return List.copyOf(new ArrayList<>(phases));
    }

    /** BinderHub skips the build of an image that is in the registry: then {@code built} comes without {@code building}. */
    boolean built() {
        return phases.contains("building") && phases.contains("built");
    }

    String last() {
        List<String> all = phases();
        return all.isEmpty() ? "nothing yet" : all.get(all.size() - 1);
    }
}
