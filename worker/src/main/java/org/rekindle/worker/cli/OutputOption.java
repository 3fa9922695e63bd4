// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import picocli.CommandLine.Option;

/** How a result is written. */
public final class OutputOption {

    /** The two ways. */
    enum Format {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to write the result: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    /** Whether it is to be JSON. */
    public boolean isJson() {
        return format == Format.json;
    }
}
