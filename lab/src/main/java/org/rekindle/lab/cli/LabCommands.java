// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.util.List;
import org.rekindle.worker.cli.CommandProvider;

/** Adds {@code lab}, {@code rehearse} and {@code bench} to the command line. */
public final class LabCommands implements CommandProvider {

    @Override
    public List<Object> commands() {
        return List.of(new LabCommand(), new RehearseCommand(), new BenchCommand());
    }
}
