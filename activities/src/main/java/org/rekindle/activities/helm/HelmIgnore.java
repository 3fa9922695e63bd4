// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What the {@code .helmignore} of a chart may leave out. Where that is not sure it is left out, so that no good chart is refused. */
final class HelmIgnore {

    /** Exceptions from a rule, and what the patterns of Go and Java write in different ways. */
    private static final Pattern NOT_READ = Pattern.compile(".*[!\\[\\]{}\\\\].*");

    private final List<String> rules;

    private HelmIgnore(List<String> rules) {
        this.rules = rules;
    }

    static HelmIgnore of(Path chart) throws IOException {
        Path file = chart.resolve(".helmignore");
        if (!Files.isRegularFile(file)) {
            return new HelmIgnore(List.of());
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        return new HelmIgnore(text.replaceFirst("^\uFEFF", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList());
    }

    /** @param file relative to the chart; a rule may name it or a folder that it is in */
    boolean mayLeaveOut(Path file) {
        return IntStream.rangeClosed(1, file.getNameCount())
                .mapToObj(length -> file.subpath(0, length))
                .anyMatch(each -> rules.stream().anyMatch(rule -> mayBe(rule, each)));
    }

    private static boolean mayBe(String rule, Path path) {
        if (NOT_READ.matcher(rule).matches()) {
            return true;
        }
        String pattern = rule.replaceFirst("/$", "");
        Path compared = pattern.contains("/") ? path : path.getFileName();
        return FileSystems.getDefault()
                .getPathMatcher("glob:" + pattern.replaceFirst("^/", ""))
                .matches(compared);
    }
}
