// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cli;

import java.io.IOException;
import java.util.Optional;
import org.rekindle.lab.hub.HubsKind;
import org.rekindle.lab.realhubs.HubPrograms;
import org.rekindle.worker.cli.CliFailure;
import org.rekindle.worker.cli.ExitCode;
import picocli.CommandLine.Option;

/** Which hubs the clusters have. */
final class HubsOption {

    @Option(
            names = "--hubs",
            paramLabel = "KIND",
            description = {
                "simulated: JupyterHub and BinderHub are the lab's own (default).",
                "real: they are the real ones, in pods that really run on nodes of the cluster. As root, after"
                        + " lab/install-extras --hubs."
            })
    private HubsKind kind = HubsKind.SIMULATED;

    HubsKind kind() {
        return kind;
    }

    boolean isReal() {
        return kind == HubsKind.REAL;
    }

    /**
     * Refuses real hubs on a machine that cannot have them.
     *
     * @throws CliFailure with the cure
     */
    void mustBePossible() throws IOException, InterruptedException {
        if (!isReal()) {
            return;
        }
        Optional<String> whyNot = HubPrograms.whyNot();
        if (whyNot.isPresent()) {
            throw new CliFailure(ExitCode.CONFIGURATION, whyNot.get());
        }
    }
}
