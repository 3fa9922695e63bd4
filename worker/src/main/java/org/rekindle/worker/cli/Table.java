// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;

/** A table as wide as its contents. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();

    /** A table with its header. */
    public Table(String... header) {
        rows.add(header);
    }

    /** Adds a row; null is written as a hyphen. */
    public Table row(@Nullable String... cells) {
        String[] row = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = Objects.requireNonNullElse(cells[i], "-");
        }
        rows.add(row);
        return this;
    }

    @Override
    public String toString() {
        Column[] columns = new Column[rows.get(0).length];
        for (int i = 0; i < columns.length; i++) {
            int at = i;
            int width = rows.stream().mapToInt(row -> row[at].length()).max().orElse(0);
            columns[i] = new Column(width + 2, 0, Column.Overflow.SPAN);
        }
        Help.TextTable table = Help.TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), columns);
        rows.forEach(table::addRowValues);
        return table.toString();
    }
}
