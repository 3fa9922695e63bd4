// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.util.List;
import org.rekindle.worker.runs.Recoveries;
import org.rekindle.workflows.model.run.ProofResult;
import org.rekindle.workflows.model.run.VerifyView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rekindle verify}. */
@Command(
        name = "verify",
        description = {
            "Prove that users can work on a cluster, with the checks of verify: in the fleet file.",
            "It changes nothing that stays, and starts no recovery.",
            "Exit code 0: proven; 7: not proven. With proofs.every in the fleet file, the worker does the same regularly."
        },
        footer = {
            "",
            "Examples:",
            "  ./rekindle verify projectpythia-binder",
            "  ./rekindle verify projectpythia-binder -o json | jq '.proofs[] | select(.state == \"FAILED\")'"
        })
final class VerifyCommand extends RunCommand {

    @Parameters(paramLabel = "CLUSTER", description = "The cluster's id in the fleet file.")
    private String cluster = "";

    VerifyCommand(CliContext context) {
        super(context);
    }

    @Override
    int run(Recoveries recoveries) {
        boolean begun = recoveries.verify(cluster).isNew();
        if (!begun && !isJson()) {
            out().println("A verification of " + cluster + " is under way already; this is it.");
        }
        VerifyView view = follow(recoveries);
        if (isJson()) {
            printJson(view);
        } else {
            if (view.rescue() != null) {
                out().println(view.rescue());
            }
            out().println(view.sentence());
        }
        if (view.proven()) {
            return ExitCode.OK;
        }
        return ExitCode.NOT_PROVEN;
    }

    /** Shows each proof when it has been made, and what is waited for. */
    private VerifyView follow(Recoveries recoveries) {
        int shown = 0;
        String waiting = "";
        while (true) {
            VerifyView view = recoveries.verification(cluster);
            if (!isJson()) {
                List<ProofResult> proofs = view.proofs();
                proofs.subList(Math.min(shown, proofs.size()), proofs.size()).forEach(this::show);
                shown = proofs.size();
                if (!view.ended() && !view.sentence().equals(waiting)) {
                    out().println(view.sentence());
                    waiting = view.sentence();
                }
                out().flush();
            }
            if (view.ended()) {
                return view;
            }
            Watch.pause();
        }
    }

    private void show(ProofResult result) {
        out().println(result.state() + "  " + result.proof() + ": " + result.sentence());
    }
}
