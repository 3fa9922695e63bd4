// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which package uses which, below one root package; names are relative to the root, such as {@code workflows.recover}. */
final class PackageGraph {
    private final NavigableMap<String, NavigableSet<String>> uses = new TreeMap<>();

    private PackageGraph() {}

    /** The graph of all classes below a root package. */
    static PackageGraph of(JavaClasses classes, String root) {
        PackageGraph graph = new PackageGraph();
        for (JavaClass type : classes) {
            String from = relative(type, root);
            NavigableSet<String> used = graph.uses.computeIfAbsent(from, any -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> target.getPackageName().startsWith(root + "."))
                    .map(target -> relative(target, root))
                    .filter(to -> !to.equals(from))
                    .forEach(used::add);
        }
        return graph;
    }

    /** Every package with the packages that it uses, both in the order of their names. */
    Map<String, NavigableSet<String>> uses() {
        return uses;
    }

    /**
     * The arrows between groups of packages that no longer way says already.
     *
     * @param module such as {@code workflows}; {@code workflows.model.plan} belongs to the group {@code model}
     */
    NavigableMap<String, NavigableSet<String>> picture(String module) {
        NavigableMap<String, NavigableSet<String>> groups = new TreeMap<>();
        uses.forEach((from, used) -> {
            if (from.startsWith(module + ".")) {
                String group = group(from, module);
                NavigableSet<String> arrows = groups.computeIfAbsent(group, any -> new TreeSet<>());
                used.stream()
                        .filter(to -> to.startsWith(module + "."))
                        .map(to -> group(to, module))
                        .filter(to -> !to.equals(group))
                        .forEach(arrows::add);
            }
        });
        return withoutShortcuts(groups);
    }

    private static NavigableMap<String, NavigableSet<String>> withoutShortcuts(
            NavigableMap<String, NavigableSet<String>> all) {
        NavigableMap<String, NavigableSet<String>> reduced = new TreeMap<>();
        all.forEach((from, used) -> reduced.put(
                from,
                used.stream()
                        .filter(to -> used.stream()
                                .filter(between -> !between.equals(to))
                                .noneMatch(between -> reaches(all, between, to, new TreeSet<>())))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return reduced;
    }

    private static boolean reaches(Map<String, NavigableSet<String>> all, String from, String to, Set<String> seen) {
        if (!seen.add(from)) {
            return false;
        }
        Set<String> next = all.getOrDefault(from, new TreeSet<>());
        return next.contains(to) || next.stream().anyMatch(each -> reaches(all, each, to, seen));
    }

    private static String group(String name, String module) {
        return name.substring(module.length() + 1).replaceFirst("\\..*", "");
    }

    private static String relative(JavaClass type, String root) {
        String name = type.getPackageName();
        return name.equals(root) ? "" : name.substring(root.length() + 1);
    }
}
