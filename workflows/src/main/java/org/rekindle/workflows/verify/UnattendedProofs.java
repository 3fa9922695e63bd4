// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.fleet.Verification;
import org.rekindle.workflows.model.run.ProofResult;
import org.rekindle.workflows.model.run.ProofState;
import org.rekindle.workflows.run.ActivityFailures;

/** Makes every proof and asks nobody: a proof that fails is noted, and the next one is made. */
public final class UnattendedProofs {

    private final Consumer<String> waiting;
    private Proofs proofs = Proofs.ofACell(Verification.of(key -> null));
    private final List<ProofResult> results = new ArrayList<>();

    /** @param waiting is told what each proof waits for */
    public UnattendedProofs(Consumer<String> waiting) {
        this.waiting = waiting;
    }

    /**
     * Makes every proof that the fleet file asks for.
     *
     * @param noConnection why there is no connection to the cluster, in a sentence; null when there is one
     */
    public void make(CheckedCluster cluster, @Nullable String noConnection) {
        Verification verification = cluster.profile().verification();
        proofs = Proofs.ofACell(verification);
        for (HubCheck each : HubCheck.of(VerificationChecks.all(), verification)) {
            if (!each.check().applies(cluster)) {
                continue;
            }
            if (!each.isConfigured()) {
                String keys = each.check().configuredBy();
                proofs.notConfigured(each.step(), keys);
                keep(each, ProofState.NOT_CONFIGURED, "The fleet file does not ask for it: " + keys);
            } else if (each.needsConnection() && noConnection != null) {
                failed(each, noConnection);
            } else {
                waiting.accept(each.awaited(cluster));
                make(each, cluster);
            }
        }
    }

    private void make(HubCheck each, CheckedCluster cluster) {
        try {
            CheckResult result = each.prove(cluster);
            if (!result.proven()) {
                failed(each, result.sentence());
                return;
            }
            proofs.proven(each);
            keep(each, ProofState.PROVEN, result.sentence());
        } catch (ActivityFailure failure) {
            failed(each, ActivityFailures.lastSeen(failure));
        }
    }

    private void failed(HubCheck each, String why) {
        // A proof that fails because the verification is cancelled says nothing of the cluster.
        CancellationScope.throwCanceled();
        if (each.check().isMadeLast()) {
            proofs.lacksLast(each.step(), why);
        } else {
            proofs.passedOver(each.step(), why);
        }
        keep(each, ProofState.FAILED, why);
    }

    private void keep(HubCheck each, ProofState state, String sentence) {
        results.add(new ProofResult(each.step(), state, sentence));
    }

    /** What came of the proofs that have been made. */
    public List<ProofResult> results() {
        return List.copyOf(results);
    }

    /** Whether every proof was made for which the fleet file asks, and in each hub a cell ran. */
    public boolean complete() {
        return proofs.complete();
    }

    /** Whether a proof was not made for which the fleet file asks. */
    public boolean lacksWhatIsAskedFor() {
        return proofs.somePassedOver() || !proofs.lackingLast().isEmpty();
    }

    /** What was not proven of that which no user waits for; empty where all of it was. */
    public String lackingLast() {
        return proofs.lackingLast();
    }

    /** Why it is not known that users can work. */
    public String lacking() {
        return proofs.lacking();
    }
}
