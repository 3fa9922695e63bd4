// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.model.fleet.NamedHub;
import org.rekindle.workflows.model.fleet.Verification;

/** A check of one hub of a cluster, or of the cluster as a whole. */
record HubCheck(VerificationCheck check, NamedHub hub) {

    /** Each check, once for each hub where it is of each; in the order of the checks. */
    static List<HubCheck> of(List<? extends VerificationCheck> checks, Verification verification) {
        return checks.stream().flatMap(check -> of(check, verification)).toList();
    }

    private static Stream<HubCheck> of(VerificationCheck check, Verification verification) {
        if (check.isOfEachHub()) {
            return verification.everyHub().stream().map(hub -> new HubCheck(check, hub));
        }
        return Stream.of(new HubCheck(check, new NamedHub("", verification)));
    }

    /** The name of its step. */
    String step() {
        return hub.step(check.step());
    }

    boolean isConfigured() {
        return check.isConfigured(hub.verification());
    }

    boolean needsConnection() {
        return check.needsConnection(hub.verification());
    }

    /** What the run waits for while the proof is made. */
    String awaited(CheckedCluster cluster) {
        return hub.said(check.awaited(cluster.of(hub).profile()));
    }

    /** Makes the proof; its sentence names the hub. */
    CheckResult prove(CheckedCluster cluster) {
        CheckResult result = check.prove(cluster.of(hub));
        return new CheckResult(result.proven(), hub.said(result.sentence()));
    }
}
