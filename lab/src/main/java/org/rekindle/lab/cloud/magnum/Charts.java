// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the versions of the {@code openstack-cluster} chart, from the tags of azimuth-cloud/capi-helm-charts
 * and the releases of the Cluster API provider for OpenStack (CAPO).
 */
final class Charts {

    private static final Version NEWEST = new Version(0, 27, 0);
    private static final Version FIRST_V1BETA1 = new Version(0, 11, 0);
    private static final Version LAST_WITH_CLOUD_PROVIDER_FLAG = new Version(0, 14, 1);

    private Charts() {}

    /** Three numbers; a leading {@code v} and anything behind the numbers are left out. */
    record Version(int major, int minor, int patch) implements Comparable<Version> {

        static Version parse(String text) {
            int[] numbers = Arrays.stream(text.replaceFirst("^v", "").split("[^0-9]+"))
                    .filter(part -> !part.isEmpty())
                    .limit(3)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new Version(at(numbers, 0), at(numbers, 1), at(numbers, 2));
        }

        private static int at(int[] numbers, int index) {
            return index < numbers.length ? numbers[index] : 0;
        }

        @Override
        public int compareTo(Version other) {
            return Arrays.compare(new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
        }

        boolean atMost(Version other) {
            return compareTo(other) <= 0;
        }
    }

    /** Whether the repository has the version. */
    static boolean published(String chart) {
        return chart.matches("\\d+\\.\\d+\\.\\d+.*") && Version.parse(chart).atMost(NEWEST);
    }

    /** The API version of the OpenStackCluster that the chart renders. */
    static String infrastructureApi(String chart) {
        return Version.parse(chart).compareTo(FIRST_V1BETA1) < 0 ? "v1alpha7" : "v1beta1";
    }

    /** Whether a release of CAPO serves what the chart renders: from 0.12 on only {@code v1beta1}. */
    static boolean served(String chart, String capo) {
        return infrastructureApi(chart).equals("v1beta1") || Version.parse(capo).compareTo(new Version(0, 12, 0)) < 0;
    }

    /**
     * Whether the API server cannot start: up to chart 0.14.1 it is passed {@code --cloud-provider}, which Kubernetes
     * 1.33 does not know any more.
     */
    static boolean breaksApiServer(String chart, @Nullable String kubernetes) {
        return kubernetes != null
                && Version.parse(chart).atMost(LAST_WITH_CLOUD_PROVIDER_FLAG)
                && Version.parse(kubernetes).compareTo(new Version(1, 33, 0)) >= 0;
    }

    /** Whether the webhook of the control plane refuses an upgrade step: more than one minor version up. */
    static boolean skipsMinor(String from, String to) {
        Version now = Version.parse(from);
        Version then = Version.parse(to);
        return then.major() > now.major() || then.minor() > now.minor() + 1;
    }
}
