// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.stage;

import java.util.function.Supplier;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.RunResult;
import org.rekindle.workflows.verify.Proofs;
import org.rekindle.workflows.verify.Verify;

/** Proves that users can work, looks at the cluster once more, and says how the run ends. */
public final class ProofStage {

    private final RunContext run;
    private final Verify verify;

    /** Proofs for one run. */
    public ProofStage(RunContext run) {
        this.run = run;
        this.verify = new Verify(run);
    }

    /** What was proven of a cluster, and what was seen of it afterwards. */
    public record Proven(Proofs proofs, Observation after) {}

    /** Makes every proof that the fleet file asks for, of a cluster whose machines are new. */
    public Proven everything(ClusterUuid uuid, Connection connection, Shape shape) {
        return proven(uuid, connection, () -> verify.all(connection, shape));
    }

    /** Makes the same proofs of a cluster whose machines are as they were: that its hubs are well suffices. */
    public Proven everythingOfTheSame(ClusterUuid uuid, Connection connection, Shape shape) {
        return proven(uuid, connection, () -> verify.renewed(connection, shape));
    }

    private Proven proven(ClusterUuid uuid, Connection connection, Supplier<Proofs> walk) {
        run.state().enter(Phase.VERIFYING, "Proving that users can work.");
        Proofs proofs = walk.get();
        run.state().notProven(proofs.notProven());
        return after(
                proofs,
                run.operator().required("observe again", () -> Observe.lookAgain(run.profile(), uuid, connection)));
    }

    /** Proves that the hub is well, and nothing else: after a renewal the machines and what runs on them are as they were. */
    public Proven hubAlone() {
        run.state().enter(Phase.VERIFYING, "Looking whether the hub is well.");
        Proofs proofs = verify.hub();
        run.state().notProven(proofs.notProven());
        return after(proofs, run.operator().required("observe again", () -> Observe.look(run.profile(), null)));
    }

    /**
     * Looks at what no user waits for, such as whether the node that was added for a proof goes again. How the run ends does not depend
     * on it.
     *
     * @param proven by {@link #everything}, the last time that it was called
     * @param result how the run ends
     */
    public RunResult last(Proven proven, RunResult result) {
        if (verify.hasLast()) {
            run.state().enter(Phase.VERIFYING, result.sentence() + " What no user waits for is looked at last.");
            verify.last(proven.proofs());
            run.state().notProven(proven.proofs().notProven());
        }
        return result;
    }

    private Proven after(Proofs proofs, Observation after) {
        run.state().sawAfter(after);
        return new Proven(proofs, after);
    }

    /**
     * How a run ends that renewed and destroyed nothing.
     *
     * @param how what was renewed, and by what, in a sentence
     */
    public static RunResult renewed(String how, Proven proven) {
        ServedCertificate served = proven.after().certificate().certificate();
        String until = served == null ? "" : " The certificate now ends at " + served.notAfter() + ".";
        if (proven.proofs().complete()) {
            return new RunResult(Outcome.RENEWED, how + until);
        }
        return new RunResult(
                Outcome.RENEWED_NOT_PROVEN,
                how + until + " That users can work is not proven. "
                        + proven.proofs().lacking());
    }
}
