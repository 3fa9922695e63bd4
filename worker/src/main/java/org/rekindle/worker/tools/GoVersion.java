// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Go can build the tools: 1.21 is the first that fetches the toolchain which a module asks for. */
final class GoVersion {
    private static final Pattern VERSION = Pattern.compile("go(\\d+)\\.(\\d+).*");
    private static final int FIRST_MINOR = 21;

    private GoVersion() {}

    /** @param version as {@code go env GOVERSION} prints it, such as {@code go1.26.8} */
    static boolean isEnough(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches()
                && (Integer.parseInt(matcher.group(1)) > 1 || Integer.parseInt(matcher.group(2)) >= FIRST_MINOR);
    }
}
