// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Release;

/** Where a rescue looks, by what the fleet file deploys. */
public final class RescueScope {

    private RescueScope() {}

    /** The namespaces of the releases, each once. */
    public static List<String> namespaces(ClusterProfile profile) {
        return profile.releases().stream().map(Release::namespace).distinct().toList();
    }

    /** The release of each namespace that has one alone: of several it is not known which one owns a hub. */
    public static Map<String, String> releases(ClusterProfile profile) {
        Map<String, String> only = new TreeMap<>();
        for (String namespace : namespaces(profile)) {
            List<Release> there = profile.releases().stream()
                    .filter(release -> release.namespace().equals(namespace))
                    .toList();
            if (there.size() == 1) {
                only.put(namespace, there.get(0).name());
            }
        }
        return only;
    }
}
