// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which flags of a chart the API server of a Kubernetes version no longer knows.
 *
 * <p>Charts of capi-helm-charts before 0.15.0 pass {@code --cloud-provider=external} to kube-apiserver; Kubernetes 1.33
 * removed the flag (capi-helm-charts issue 545, pull request 518).
 */
public final class ChartFit {
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final List<Integer> FIRST_CHART_WITHOUT = List.of(0, 15, 0);
    private static final List<Integer> FIRST_KUBERNETES_WITHOUT = List.of(1, 33, 0);

    private ChartFit() {}

    /**
     * The flags that make the API server exit at once; empty when chart and version fit.
     *
     * @throws IllegalArgumentException when one of the versions is not of the form {@code 1.2.3}
     */
    public static List<String> refusedFlags(String chartVersion, String kubernetesVersion) {
        boolean passed = compare(numbers(chartVersion), FIRST_CHART_WITHOUT) < 0;
        boolean known = compare(numbers(kubernetesVersion), FIRST_KUBERNETES_WITHOUT) < 0;
        return passed && !known ? List.of("--cloud-provider=external") : List.of();
    }

    private static List<Integer> numbers(String version) {
        Matcher matcher = NUMBERS.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version like 1.33.2: \"" + version + "\"");
        }
        List<Integer> numbers = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            numbers.add(Integer.parseInt(matcher.group(part)));
        }
        return numbers;
    }

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int part = 0; part < left.size(); part++) {
            int order = Integer.compare(left.get(part), right.get(part));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
