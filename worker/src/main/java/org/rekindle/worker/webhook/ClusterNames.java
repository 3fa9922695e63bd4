// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the cluster that a sender means.
 *
 * @param clusters ids of our clusters by what the sender calls them
 */
public record ClusterNames(Map<String, String> clusters) {

    /** Titles of alerts have it, with more around: {@code cluster=NAME hub=NAME is down}. */
    private static final Pattern MARK = Pattern.compile("(?<![\\w.-])cluster=([\\w.-]+)");

    /** Where a sender calls every cluster as we do. */
    public static final ClusterNames AS_THEY_ARE = new ClusterNames(Map.of());

    /** The cluster that a field names, by itself or within a text; a text without any mark is the name. */
    public String named(String field) {
        String known = clusters.get(field.strip());
        if (known != null) {
            return known;
        }
        String marked = marked(field);
        if (marked.isEmpty()) {
            return field;
        }
        return marked;
    }

    /** The cluster that a text names by {@code cluster=NAME}; empty when it names none. */
    public String marked(String text) {
        Matcher mark = MARK.matcher(text);
        if (!mark.find()) {
            return "";
        }
        String name = mark.group(1);
        return clusters.getOrDefault(name, name);
    }

    /** The cluster that a field stands for by the fleet file alone; empty when it stands for none. */
    public String listed(String field) {
        return Objects.requireNonNullElse(clusters.get(field), "");
    }
}
