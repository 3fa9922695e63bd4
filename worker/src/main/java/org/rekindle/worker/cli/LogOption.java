// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import org.jspecify.annotations.Nullable;
import org.rekindle.worker.process.Logs;
import picocli.CommandLine.Option;

/** How the worker logs. */
final class LogOption {

    @Option(
            names = "--log",
            paramLabel = "FORM",
            description =
                    "Log lines on standard error: ${COMPLETION-CANDIDATES} (default: plain on a terminal, else json).")
    private Logs.@Nullable Form form;

    void apply() {
        Logs.ofWorker(form());
    }

    private Logs.Form form() {
        if (form != null) {
            return form;
        }
        if (Terminal.isInteractive()) {
            return Logs.Form.PLAIN;
        }
        return Logs.Form.JSON;
    }
}
