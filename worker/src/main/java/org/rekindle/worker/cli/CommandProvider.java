// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;

/**
 * Adds subcommands to {@code rekindle}. Found by {@link java.util.ServiceLoader}, so that a module that stands above the
 * worker can have commands of its own.
 */
public interface CommandProvider {

    /** Objects annotated with {@link picocli.CommandLine.Command}. */
    List<Object> commands();
}
