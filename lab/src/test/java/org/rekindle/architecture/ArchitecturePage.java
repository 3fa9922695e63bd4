// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;

/** The part of docs/architecture.md that is made from the code. */
final class ArchitecturePage {
    /** What begins the generated part. */
    static final String MARK = "<!-- From here on made from the code by `make docs`. -->\n";

    private static final List<String> MODULES = List.of("workflows", "activities", "worker", "lab");

    private ArchitecturePage() {}

    /** A picture for each module: an arrow means "uses"; what follows from other arrows is left out. */
    static String of(PackageGraph graph, JavaClasses classes) {
        StringBuilder page = new StringBuilder(MARK);
        for (String module : MODULES) {
            page.append("\n### ").append(module).append("\n\n```mermaid\nflowchart TD\n");
            NavigableMap<String, NavigableSet<String>> picture = graph.picture(module);
            picture.keySet().forEach(group -> page.append("    ").append(group).append('\n'));
            picture.forEach((from, used) -> used.forEach(to ->
                    page.append("    ").append(from).append(" --> ").append(to).append('\n')));
            page.append("```\n\n| package | classes |\n|---|---:|\n");
            graph.uses().keySet().stream()
                    .filter(name -> name.startsWith(module + "."))
                    .forEach(name -> page.append("| `")
                            .append(name)
                            .append("` | ")
                            .append(size(classes.getPackage("org.rekindle." + name)))
                            .append(" |\n"));
        }
        return page.toString();
    }

    private static long size(JavaPackage folder) {
        return folder.getClasses().stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .count();
    }
}
