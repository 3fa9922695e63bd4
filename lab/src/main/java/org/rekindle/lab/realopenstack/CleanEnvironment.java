// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs programs without what the user has set up for clouds of their own. */
final class CleanEnvironment {

    private CleanEnvironment() {}

    /**
     * The command, run without the variables that would lead OpenStack's programs elsewhere. Those for certificates of a
     * proxy are among them: they would replace the authority of the management cluster.
     */
    static List<String> without(List<String> command) {
        List<String> clean = new ArrayList<>();
        clean.add("env");
        System.getenv().keySet().stream()
                .filter(CleanEnvironment::misleads)
                .sorted()
                .forEach(name -> clean.addAll(List.of("-u", name)));
        clean.addAll(command);
        return List.copyOf(clean);
    }

    private static boolean misleads(String name) {
        return name.startsWith("OS_")
                || List.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "KUBECONFIG", "PYTHONPATH", "PYTHONHOME")
                        .contains(name)
                || name.toLowerCase(Locale.ROOT).endsWith("_proxy");
    }
}
