// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.workflows.api.AccessActivities.Connection;
import org.rekindle.workflows.api.NamesActivities;
import org.rekindle.workflows.api.NamesActivities.NamesProof;
import org.rekindle.workflows.api.NamesActivities.NamesWanted;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.model.fleet.NamesStep;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.Attempt;
import org.rekindle.workflows.run.RunContext;
import org.rekindle.workflows.run.StepOutcome;
import org.rekindle.workflows.verify.WantedNames;

/**
 * Waits until the public names lead to the new cluster. Where a record must change, the run sets it if the fleet file says how. What it
 * cannot set a person is asked for once, with the records to set, after the time that something of the site's own may take. The run looks
 * itself meanwhile and withdraws the question when they are right, so that no one has to say so.
 */
final class NamesKind implements StepKind<NamesStep> {

    private final RunContext run;

    NamesKind(RunContext run) {
        this.run = run;
    }

    @Override
    public Class<NamesStep> step() {
        return NamesStep.class;
    }

    @Override
    public void carryOut(NamesStep step, Connection connection) {
        String title = "deploy " + step.name();
        Duration patience = step.askAfter();
        while (!isDone(title, step, connection, patience)) {
            // The operator who has it tried again is told at once what is seen.
            patience = Duration.ZERO;
        }
    }

    /** Looks, and asks where that does not suffice; false when the operator has it tried again. */
    private boolean isDone(String title, NamesStep step, Connection connection, Duration patience) {
        StepOutcome<Look> first = run.operator()
                .skippable(
                        title, () -> Attempt.succeeded(patient(settled(step, connection), step, connection, patience)));
        if (!(first instanceof StepOutcome.Done<Look> done)) {
            return true;
        }
        if (done.result().proof().right()) {
            note(done.result().proof());
            return true;
        }
        return isCured(title, step, done.result());
    }

    /** What is seen when the run has set what it may. */
    private Look settled(NamesStep step, Connection connection) {
        Look before = look(connection, step.timeout());
        DnsProvider provider = step.set();
        if (before.proof().right() || provider == null) {
            return before;
        }
        List<String> left = new RecordSetting(run, step.timeout()).set(provider, before.wanted(), before.proof());
        return look(connection, step.timeout()).but(left);
    }

    /** What is seen when something of the site's own has had its time. A part of it may be right by then, so it is looked at anew. */
    private Look patient(Look before, NamesStep step, Connection connection, Duration patience) {
        if (before.proof().right() || patience.isZero()) {
            return before;
        }
        run.waits().waitFor("the site to set the public names; a person is asked after that", patience);
        try {
            NamesProof proof = await(patience, before.wanted());
            run.waits().stopWaiting();
            return new Look(before.wanted(), proof, List.of());
        } catch (ActivityFailure late) {
            if (late.getCause() instanceof CanceledFailure) {
                throw late;
            }
            return look(connection, step.timeout()).but(before.left());
        }
    }

    private Look look(Connection connection, Duration longest) {
        run.waits().waitFor("the address to which the public names should lead", longest);
        NamesWanted wanted = WantedNames.of(run.profile(), () -> connection, longest);
        run.waits().waitFor("the public names to lead to the new cluster", longest);
        NamesProof proof = ActivityStubs.remote(NamesActivities.class, "Look at the public names", longest)
                .prove(wanted);
        run.waits().stopWaiting();
        return new Look(wanted, proof, List.of());
    }

    private boolean isCured(String title, NamesStep step, Look look) {
        CompletablePromise<NamesProof> seen = Workflow.newPromise();
        CancellationScope looking = Workflow.newCancellationScope(
                () -> seen.completeFrom(Async.function(() -> await(step.timeout(), look.wanted()))));
        looking.run();
        try {
            Optional<Resolve> answer = run.operator().askUntil(title, question(look), seen);
            if (answer.isPresent()) {
                return answer.get().resolution() == Resolution.SKIP;
            }
        } finally {
            looking.cancel();
        }
        if (seen.getFailure() == null) {
            note(seen.get());
            return true;
        }
        return isSkipped(title, seen.getFailure());
    }

    private boolean isSkipped(String title, RuntimeException failure) {
        if (failure instanceof ActivityFailure late) {
            return run.operator()
                    .awaitOrSkip(title, FailureCode.STILL_WAITING, ActivityFailures.lastSeen(late))
                    .isPresent();
        }
        throw failure;
    }

    private static NamesProof await(Duration longest, NamesWanted wanted) {
        return ActivityStubs.remote(NamesActivities.class, "Wait until the public names are right", longest)
                .await(wanted);
    }

    private static String question(Look look) {
        return Stream.concat(look.proof().sentences().stream(), look.left().stream())
                        .collect(Collectors.joining(" "))
                + " The run looks itself and goes on as soon as this is done: no answer is needed.";
    }

    private void note(NamesProof proof) {
        run.state().note(String.join(" ", proof.sentences()));
    }

    /** @param left why the run has not set what is not right; empty where it sets nothing itself */
    private record Look(NamesWanted wanted, NamesProof proof, List<String> left) {

        Look but(List<String> reasons) {
            return new Look(wanted, proof, reasons);
        }
    }
}
