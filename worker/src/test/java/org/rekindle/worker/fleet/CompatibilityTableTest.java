// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.fleet.CompatibilityRow;

class CompatibilityTableTest {

    private static final Path PAGE = Path.of("../docs/compatibility.md");

    private final CompatibilityTable table = CompatibilityTable.shipped();

    @Test
    void everyRowIsWholeAndNamesItsSource() {
        assertThat(table.rows()).hasSizeGreaterThan(20).allSatisfy(row -> {
            assertThat(row.chart()).matches("\\d+\\.\\d+\\.\\d+");
            assertThat(row.tested()).isNotEmpty().allMatch(version -> version.matches("1\\.\\d+\\.\\d+"));
            assertThat(row.openStackClusterApi()).isIn("v1alpha7", "v1beta1");
            assertThat(row.source()).startsWith("https://").contains(row.chart());
        });
    }

    @Test
    void noChartIsThereTwice() {
        assertThat(table.rows()).extracting(CompatibilityRow::chart).doesNotHaveDuplicates();
    }

    @Test
    void theFlagEndsWithChart015() {
        List<String> withFlag = table.rows().stream()
                .filter(CompatibilityRow::cloudProviderFlag)
                .map(CompatibilityRow::chart)
                .toList();

        assertThat(withFlag).contains("0.10.1", "0.14.1").doesNotContain("0.15.0", "0.16.0");
    }

    /** With {@code -Drekindle.docs=write} the page is written instead, which is what {@code make docs} does. */
    @Test
    void thePageIsMadeFromTheTable() throws IOException {
        if ("write".equals(System.getProperty("rekindle.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, table.page());
        }

        assertThat(PAGE).as("docs/compatibility.md; `make docs` writes it").hasContent(table.page());
    }
}
