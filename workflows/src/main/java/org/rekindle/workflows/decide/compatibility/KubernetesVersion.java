// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Kubernetes version such as {@code v1.33.2}. */
public record KubernetesVersion(int major, int minor, int patch) implements Comparable<KubernetesVersion> {

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,4}))?(?:[-+].*)?");

    /** Reads a version with or without the leading {@code v}; empty when it is none. */
    public static Optional<KubernetesVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String patch = matcher.group(3);
        return Optional.of(new KubernetesVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch)));
    }

    /** Whether both are of one minor version. */
    public boolean sameMinor(KubernetesVersion other) {
        return major == other.major && minor == other.minor;
    }

    /** How many minor versions {@code other} is ahead of this one; negative when it is behind. */
    public int minorsTo(KubernetesVersion other) {
        return (other.major - major) * 1000 + other.minor - minor;
    }

    @Override
    public int compareTo(KubernetesVersion other) {
        int byMinor = Integer.compare(0, minorsTo(other));
        return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return "v" + major + "." + minor + "." + patch;
    }
}
