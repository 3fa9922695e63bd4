// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.Release;
import org.rekindle.workflows.model.fleet.Rescue;

/** Where a rescue looks, by what the fleet file deploys. */
public final class RescueScope {

    private RescueScope() {}

    /** The namespaces of the releases and those that the fleet file names beside them, each once. */
    public static List<String> namespaces(ClusterProfile profile) {
        return Stream.concat(ofReleases(profile), named(profile).stream())
                .distinct()
                .toList();
    }

    /** The namespaces that the fleet file names, since a command or another system installs there. */
    public static List<String> named(ClusterProfile profile) {
        Rescue rescue = profile.rescue();
        return rescue == null ? List.of() : rescue.namespaces();
    }

    /**
     * The release of each namespace that has one alone: of several it is not known which one owns a hub. Where another installs as well,
     * it is not known either.
     */
    public static Map<String, String> releases(ClusterProfile profile) {
        Map<String, String> only = new TreeMap<>();
        List<String> ofOthers = named(profile);
        for (String namespace : ofReleases(profile)
                .distinct()
                .filter(each -> !ofOthers.contains(each))
                .toList()) {
            List<Release> there = profile.releases().stream()
                    .filter(release -> release.namespace().equals(namespace))
                    .toList();
            if (there.size() == 1) {
                only.put(namespace, there.get(0).name());
            }
        }
        return only;
    }

    private static Stream<String> ofReleases(ClusterProfile profile) {
        return profile.releases().stream().map(Release::namespace);
    }
}
