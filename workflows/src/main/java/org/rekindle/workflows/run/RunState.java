// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Decision;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.NotProven;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.ResolvedAlerts;
import org.rekindle.workflows.model.run.StuckStep;
import org.rekindle.workflows.model.run.TimelineEntry;

/** All that a run remembers of itself. Every change is shown at once, by a {@link RunPublisher}. */
public final class RunState {

    private final String cluster;
    private final Instant startedAt = WorkflowClock.now();
    private final RunPublisher publisher;
    private final WaitMeter waits = new WaitMeter(this::waitChanged);
    private final List<Decision> decisions = new ArrayList<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<LeftOver> leftOvers = new ArrayList<>();
    private final AlertLog alerts = new AlertLog();
    private @Nullable RunNotifier notifier;
    private @Nullable SlowWork slowWork;

    private Phase phase = Phase.OBSERVING;
    private @Nullable Outcome outcome;
    private @Nullable Observation before;
    private @Nullable Observation after;
    private @Nullable Diagnosis diagnosis;
    private @Nullable SealedPlan plan;
    private @Nullable Approval approval;
    private @Nullable StuckStep stuck;
    private @Nullable Instant nextExpiry;
    private @Nullable String report;
    private List<NotProven> notProven = List.of();
    private @Nullable RescueSighting rescued;
    private @Nullable NotPutBack notPutBack;

    /**
     * The state of the run that the current workflow is.
     *
     * @param details renders the page that the Temporal UI shows
     */
    public RunState(RecoverRequest request, Function<RecoveryView, String> details) {
        this.cluster = request.cluster();
        this.publisher = new RunPublisher(details);
        Alert alert = request.alert();
        if (alert != null) {
            alerts.startedBy(alert);
        }
    }

    /** What the run waits for. */
    public WaitMeter waits() {
        return waits;
    }

    /** Opens the run in the search attributes. */
    public void begin(String trigger) {
        publisher.begin(cluster, trigger, phase);
    }

    /** Tells people from now on how the run stands; null where no one is to be told. */
    public void tells(@Nullable Audience audience, RecoverRequest request) {
        if (audience != null) {
            RunNews started = News.started(Workflow.getInfo().getWorkflowType(), request);
            RunNotifier people = new RunNotifier(cluster, audience, alerts.first(), started);
            notifier = people;
            slowWork = new SlowWork(people::say);
        }
    }

    /** Tells people that a plan is to be approved. */
    public void asksForApproval(SealedPlan sealed, String approvers, Duration longest) {
        say(() -> News.approvalAsked(sealed, approvers, longest));
    }

    /** Tells people that the operator is asked. */
    public void asksOperator(StuckStep step) {
        say(() -> News.stuck(cluster, step));
    }

    /** Tells people that a question is answered, or not asked any more. */
    public void asksNoMore(String how) {
        say(() -> News.answered(how));
    }

    private void say(Supplier<RunNews> news) {
        if (notifier != null) {
            notifier.say(news.get());
        }
    }

    /** Waits until Temporal has all that was said for people. */
    public void awaitSaid() {
        if (notifier != null) {
            notifier.awaitSaid();
        }
    }

    /** Goes on to another phase. */
    public void enter(Phase next, String what) {
        boolean changed = phase != next;
        phase = next;
        note(what);
        if (changed) {
            publisher.phase(next);
        }
    }

    /** Writes a sentence into the timeline. */
    public void note(String what) {
        timeline.add(new TimelineEntry(WorkflowClock.now(), phase, what));
        show();
    }

    /** Writes a sentence into the timeline unless it is the last one there, as when the run kept its report with it. */
    private void noteOnce(String what) {
        if (timeline.isEmpty() || !timeline.get(timeline.size() - 1).what().equals(what)) {
            note(what);
            return;
        }
        show();
    }

    /** Keeps a decision with its reason. */
    public void decided(Decision decision) {
        decisions.add(decision);
        show();
    }

    /** Keeps a decision unless it is kept already, as when the operator had its step tried again. */
    public void decidedOnce(Decision decision) {
        if (!decisions.contains(decision)) {
            decided(decision);
        }
    }

    /** Keeps what was seen before anything was done. */
    public void sawBefore(Observation seen, Diagnosis meaning) {
        before = seen;
        diagnosis = meaning;
        sawCertificate(seen.certificate().certificate());
    }

    /** Keeps what was seen at the end. */
    public void sawAfter(Observation seen) {
        after = seen;
        sawCertificate(seen.certificate().certificate());
    }

    /** Keeps the sealed plan and its decisions. */
    public void planned(SealedPlan sealed) {
        plan = sealed;
        rescued = sealed.plan().rescue();
        notPutBack = null;
        sealed.plan().decisions().stream()
                .filter(each -> !decisions.contains(each))
                .forEach(decisions::add);
        show();
    }

    /** The plan that was made last; null before the first. */
    public @Nullable SealedPlan plan() {
        return plan;
    }

    /** Keeps what was copied out of the cluster since the plan was made: all that the plan knows of, and what is younger. */
    public void rescued(RescueSighting now) {
        rescued = now;
    }

    /** What was copied out of the cluster that the plan is about; null when nothing was. */
    public @Nullable RescueSighting rescued() {
        return rescued;
    }

    /** Keeps what was rescued and does not stand in a new cluster; null when all of it does. */
    public void notPutBack(@Nullable NotPutBack things) {
        notPutBack = things;
        show();
    }

    /** Keeps an approval and publishes it. */
    public void approved(Approval given) {
        approval = given;
        note("Approved by " + given.names() + "; the approval is valid until "
                + given.expiresAt().truncatedTo(ChronoUnit.SECONDS) + ".");
        publisher.approval("approved");
    }

    /** Publishes that the run waits for an approval, or that it was refused. */
    public void approvalState(String state) {
        publisher.approval(state);
    }

    /** Keeps what is stuck, or that nothing is any more. */
    public void stuck(@Nullable StuckStep step) {
        stuck = step;
        show();
    }

    /** Keeps what the cloud still holds of the old cluster. */
    public void leftOver(List<LeftOver> found) {
        leftOvers.clear();
        leftOvers.addAll(found);
        show();
    }

    /** Takes note of an alert. A repeated one changes nothing, and one that says nothing does not stop the run. */
    public void alerted(@Nullable Alert said) {
        Alert alert = Alert.orUnknown(said);
        if (!alerts.add(alert)) {
            return;
        }
        String more = alerts.size() == AlertLog.MOST ? " More alerts are not noted here." : "";
        note("Alert from " + alert.source() + ": " + alert.summary() + more);
    }

    /** Takes note of alerts that do not fire any more; of those that never came to this run it knows nothing. */
    public void alertsResolved(@Nullable ResolvedAlerts said) {
        ResolvedAlerts news = ResolvedAlerts.orNone(said);
        alerts.resolve(news)
                .forEach(alert -> note("Resolved, as " + news.source() + " says: the alert " + alert.summary()));
    }

    /** The alerts that came. */
    public AlertLog alertLog() {
        return alerts;
    }

    /** How many alerts came, each counted once. */
    public int alerts() {
        return alerts.size();
    }

    /** When the last alert came, also when it was a repeated one; the beginning of time when none came. */
    public Instant lastAlert() {
        return alerts.last();
    }

    /** Keeps which proofs were not made. */
    public void notProven(List<NotProven> lacking) {
        notProven = List.copyOf(lacking);
        show();
    }

    /** Keeps where the report is. */
    public void reported(String location) {
        report = location;
        show();
    }

    /** Ends the run. */
    public void end(RunResult result) {
        outcome = result.outcome();
        phase = Phase.ENDED;
        waits.stopWaiting();
        noteOnce(result.sentence());
        say(() -> News.ended(result, nextExpiry, report));
        publisher.end(result.outcome());
    }

    /** Everything. */
    public RecoveryView view() {
        Optional<WaitMeter.Wait> wait = Optional.ofNullable(waits.current());
        return new RecoveryView(
                cluster,
                Workflow.getInfo().getRunId(),
                phase,
                outcome,
                wait.map(WaitMeter.Wait::what).orElse(null),
                wait.map(WaitMeter.Wait::since).orElse(null),
                wait.map(WaitMeter.Wait::until).orElse(null),
                wait.map(WaitMeter.Wait::usual).orElse(null),
                before,
                after,
                diagnosis,
                plan,
                approval,
                stuck,
                nextExpiry,
                List.copyOf(decisions),
                List.copyOf(timeline),
                List.copyOf(leftOvers),
                alerts.all(),
                report,
                startedAt,
                notProven,
                notPutBack);
    }

    /** The phase the run stands in. */
    public Phase phase() {
        return phase;
    }

    private void sawCertificate(@Nullable ServedCertificate certificate) {
        if (certificate != null && !certificate.notAfter().equals(nextExpiry)) {
            nextExpiry = certificate.notAfter();
            publisher.certificateNotAfter(certificate.notAfter());
        }
        show();
    }

    private void waitChanged() {
        WaitMeter.Wait wait = waits.current();
        if (wait != null) {
            publisher.publish();
        }
        if (slowWork != null) {
            slowWork.waitsFor(wait);
        }
        show();
    }

    private void show() {
        publisher.show(view());
    }
}
