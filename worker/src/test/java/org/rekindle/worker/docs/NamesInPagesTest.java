// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.SearchAttributes;

/** A class, a member or a file that a page names in backquotes exists: a page outlives the name that it was written for. */
final class NamesInPagesTest {

    /** Names of others: Temporal's, Cluster API's and Helm's. */
    private static final Set<String> FOREIGN = Set.of("ApplicationErrorCategory", "Workflow", "DevCluster", "Chart");

    private static final List<String> MODULES = List.of("workflows", "activities", "worker", "lab");

    private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");
    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|interface|enum|record) ([A-Z]\\w*)");

    /** A name of several words, or any name with a member. */
    private static final Pattern TYPE =
            Pattern.compile("([A-Z][a-z0-9]+(?:[A-Z]\\w*)+)(?:\\.java)?|([A-Z]\\w*[a-z]\\w*)\\.(\\w+)(?:\\(.*)?");

    /** A path that begins with a folder of the repository, or with a package of the workflows. */
    private static final Pattern PATH = Pattern.compile(
            "(?:activities|deploy|docs|lab|tools|worker|workflows|api|decide|model|observe|recover|report|rotate|run|stage"
                    + "|survey|teardown|verify)/[\\w./-]*");

    private final Sources sources = Sources.read();

    @Test
    void everyNameInAPageIsThatOfSomethingThatExists() {
        assertThat(Pages.all().stream()
                        .flatMap(page -> faults(Pages.withoutOldNames(page.text()))
                                .map(fault -> page.file().normalize() + ": " + fault)))
                .isEmpty();
    }

    @Test
    void aNameOfNothingIsNoticed() {
        assertThat(faults("`NoSuchStage`, `NoSuchStage.java`, `Sweeper.carryOut`, `Operator.noSuchMethod`,"
                        + " `OrphanSweep.noSuchMember`"))
                .containsExactly(
                        "NoSuchStage",
                        "NoSuchStage.java",
                        "Sweeper.carryOut",
                        "Operator.noSuchMethod",
                        "OrphanSweep.noSuchMember");
        assertThat(faults("`decide/nowhere`, `lab/src/test/java/Nowhere.java`"))
                .containsExactly("decide/nowhere", "lab/src/test/java/Nowhere.java");
        assertThat(faults("`TeardownGuard`, `Attempt.Failed`, `Operator.answeredSince`, `RekindlePhase`, `Ready`"))
                .isEmpty();
        assertThat(faults("`decide/remedy`, `workflows/decide`, `docs/lab.md`, `tools/<name>/go.mod`, `hub/api/`"))
                .isEmpty();
    }

    private Stream<String> faults(String text) {
        return QUOTED.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(quoted -> quoted.group(1))
                .filter(name -> !exists(name));
    }

    private boolean exists(String name) {
        if (PATH.matcher(name).matches()) {
            return isFile(name);
        }
        Matcher type = TYPE.matcher(name);
        return !type.matches() || isKnown(type);
    }

    /** From the root of the repository, as {@code decide/remedy}, or as {@code workflows/decide}. */
    private static boolean isFile(String path) {
        return Files.exists(Path.of("..", path))
                || Files.exists(Path.of("../workflows/src/main/java/org/rekindle/workflows", path))
                || MODULES.stream()
                        .anyMatch(module -> Files.exists(Path.of("..", module, "src/main/java/org/rekindle", path)));
    }

    private boolean isKnown(Matcher type) {
        String alone = type.group(1);
        return alone == null ? sources.hasMember(type.group(2), type.group(3)) : sources.hasType(alone);
    }

    /** What the code declares. */
    private record Sources(Set<String> types, Set<String> texts) {

        static Sources read() {
            Set<String> types = new HashSet<>(FOREIGN);
            SearchAttributes.ALL.forEach(attribute -> types.add(attribute.getName()));
            Set<String> texts = MODULES.stream()
                    .flatMap(
                            module -> Stream.of("main", "test").map(part -> Path.of("..", module, "src", part, "java")))
                    .flatMap(Sources::below)
                    .map(Pages::textOf)
                    .collect(Collectors.toSet());
            texts.forEach(text -> DECLARED.matcher(text).results().forEach(found -> types.add(found.group(1))));
            return new Sources(types, texts);
        }

        private static Stream<Path> below(Path root) {
            try (Stream<Path> files = Files.walk(root)) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean hasType(String name) {
            return types.contains(name);
        }

        /** Whether a file declares the type and has the member's name. */
        boolean hasMember(String type, String member) {
            Pattern declared = Pattern.compile("\\b(?:class|interface|enum|record) " + type + "\\b");
            Pattern named = Pattern.compile("\\b" + member + "\\b");
            return FOREIGN.contains(type)
                    || texts.stream()
                            .filter(text -> declared.matcher(text).find())
                            .anyMatch(text -> named.matcher(text).find());
        }
    }
}
