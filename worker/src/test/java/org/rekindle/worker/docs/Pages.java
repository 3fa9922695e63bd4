// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts that people read, as far as people wrote them. */
final class Pages {

    /** Where the texts are. Sources of Java may be named too: of them the text blocks and strings are read. */
    static final List<Path> ROOTS = List.of(
            Path.of("../docs"),
            Path.of("../README.md"),
            Path.of("../CHANGELOG.md"),
            Path.of("../CONTRIBUTING.md"),
            Path.of("../SECURITY.md"));

    /** From here to the end a test writes the page from data. */
    private static final Pattern GENERATED = Pattern.compile("(?s)<!-- (?:From here on made|Made) from .*");

    /** The table of old names that the changelog has for those who know them. */
    private static final Pattern RENAMED = Pattern.compile("(?s)\\n#### Renamed\\n.*?(?=\\n##)");

    private static final Pattern STRINGS = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    private Pages() {}

    /** A file and what a person wrote in it. */
    record Page(Path file, String text) {}

    /** All of them. */
    static List<Page> all() {
        return ROOTS.stream().flatMap(Pages::below).map(Pages::read).toList();
    }

    /** All strings in the sources below a folder, one a line. */
    static String strings(Path root) {
        return below(root).map(file -> strings(textOf(file))).collect(Collectors.joining("\n"));
    }

    private static Stream<Path> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".md") || file.toString().endsWith(".java"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page read(Path file) {
        String text = textOf(file);
        return new Page(file, file.toString().endsWith(".java") ? strings(text) : written(text));
    }

    /** All of a file, also what is made from data. */
    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page without the part that is made from data. */
    static String written(String text) {
        return GENERATED.matcher(text).replaceAll("");
    }

    /** A page without its table of what had another name before. */
    static String withoutOldNames(String text) {
        return RENAMED.matcher(text).replaceAll("");
    }

    private static String strings(String source) {
        return String.join(
                "\n",
                STRINGS.matcher(source)
                        .results()
                        .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                        .toList());
    }
}
