// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages know each other in one direction, each knows what it may, and no two classes share a name. */
final class PackagesTest {
    private static final String PROJECT = "org.rekindle";
    private static final String BROKEN = "org.rekindle.architecture.broken";
    private static final Path IMPORTS = Path.of("src/test/resources/architecture/imports.txt");
    private static final Path PAGE = Path.of("../docs/architecture.md");

    private static final ImportOption WITHOUT_TESTS = location -> !location.contains("/test-classes/");
    private static final JavaClasses SHIPPED =
            new ClassFileImporter().withImportOption(WITHOUT_TESTS).importPackages(PROJECT);
    private static final JavaClasses BREAKING = new ClassFileImporter().importPackages(BROKEN);

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(PROJECT + ".(**)").should().beFreeOfCycles().check(SHIPPED);
    }

    @Test
    void aCycleIsNoticed() {
        assertThatThrownBy(() -> slices().matching(BROKEN + ".(**)")
                        .should()
                        .beFreeOfCycles()
                        .check(BREAKING))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Cycle detected");
    }

    @Test
    void noTwoClassesShareASimpleName() {
        assertThat(sharedNames(SHIPPED))
                .as("give one of them a name that says what sets it apart")
                .isEmpty();
    }

    @Test
    void aSharedNameIsNoticed() {
        assertThat(sharedNames(BREAKING)).containsOnlyKeys("Namesake");
    }

    /** The list says what may be; a use that is not listed needs a thought, and a line that is not used goes. */
    @Test
    void everyPackageUsesWhatTheListAllows() throws IOException {
        Map<String, NavigableSet<String>> allowed = allowed(Files.readAllLines(IMPORTS));
        Map<String, NavigableSet<String>> uses =
                new TreeMap<>(PackageGraph.of(SHIPPED, PROJECT).uses());
        uses.values().removeIf(NavigableSet::isEmpty);

        List<String> faults = new ArrayList<>();
        uses.forEach((from, used) -> used.stream()
                .filter(to -> !allowed.getOrDefault(from, new TreeSet<>()).contains(to))
                .forEach(to -> faults.add(from + " uses " + to + ", which the list does not allow")));
        allowed.forEach((from, listed) -> listed.stream()
                .filter(to -> !uses.getOrDefault(from, new TreeSet<>()).contains(to))
                .forEach(to -> faults.add(from + " no longer uses " + to + ": take it out of the list")));
        assertThat(faults).as(IMPORTS.toString()).isEmpty();
    }

    /** With {@code -Drekindle.docs=write} that part is written instead, which is what {@code make docs} does. */
    @Test
    void thePageShowsThePackagesAsTheyAre() throws IOException {
        String page = Files.readString(PAGE);
        int mark = page.indexOf(ArchitecturePage.MARK);
        assertThat(mark).as("the mark in docs/architecture.md").isPositive();
        String made = ArchitecturePage.of(PackageGraph.of(SHIPPED, PROJECT), SHIPPED);
        if ("write".equals(System.getProperty("rekindle.docs"))) {
            Files.writeString(PAGE, page.substring(0, mark) + made);
            page = Files.readString(PAGE);
        }

        assertThat(page.substring(mark))
                .as("docs/architecture.md; `make docs` writes it")
                .isEqualTo(made);
    }

    private static Map<String, List<String>> sharedNames(JavaClasses classes) {
        Map<String, List<String>> byName = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getName, Collectors.toList())));
        byName.values().removeIf(types -> types.size() == 1);
        return byName;
    }

    /** Lines such as {@code workflows.report: workflows.model.plan workflows.run}; # begins a comment. */
    private static Map<String, NavigableSet<String>> allowed(List<String> lines) {
        Map<String, NavigableSet<String>> allowed = new TreeMap<>();
        for (String line : lines) {
            String entry = line.replaceFirst("#.*", "").strip();
            if (!entry.isEmpty()) {
                String[] parts = entry.split(":\\s*", 2);
                allowed.put(parts[0], new TreeSet<>(List.of(parts[1].split("\\s+"))));
            }
        }
        return allowed;
    }
}
