// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.SearchAttributes;
import org.rekindle.workflows.decide.plan.PlanDifference;
import org.rekindle.workflows.decide.times.UsualTimes;
import org.rekindle.workflows.model.Alert;
import org.rekindle.workflows.model.Approval;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.LeftOver;
import org.rekindle.workflows.model.NotProven;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.PastTime;
import org.rekindle.workflows.model.PastTimes;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.RecoveryView;
import org.rekindle.workflows.model.SealedPlan;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.StuckStep;
import org.rekindle.workflows.model.TimelineEntry;
import org.rekindle.workflows.model.Work;
import org.rekindle.workflows.report.DetailsPage;

/**
 * All that a run remembers of itself, and the one place that tells it: the query, the current details of the Temporal UI
 * and the search attributes are views of it.
 */
public final class Journal {

    /** Of a storm more would say nothing new, and all that the run keeps is shown at once. */
    static final int MOST_ALERTS = 50;

    private final String cluster;
    private final Instant startedAt = now();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<TimelineEntry> timeline = new ArrayList<>();
    private final List<LeftOver> leftOvers = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private Instant lastAlert = Instant.EPOCH;
    private final Map<String, SearchAttributeUpdate<?>> untold = new LinkedHashMap<>();

    private Phase phase = Phase.OBSERVING;
    private @Nullable Outcome outcome;
    private @Nullable String waitingFor;
    private @Nullable Instant waitingSince;
    private @Nullable Instant waitingUntil;
    private @Nullable Duration waitingUsual;
    private PastTimes past = PastTimes.NONE;
    private final List<PastTime> measured = new ArrayList<>();
    private @Nullable Observation before;
    private @Nullable Observation after;
    private @Nullable Diagnosis diagnosis;
    private @Nullable SealedPlan plan;
    private @Nullable Approval approval;
    private @Nullable StuckStep stuck;
    private @Nullable Instant nextExpiry;
    private @Nullable String report;
    private List<NotProven> notProven = List.of();

    /** A new journal for the run that the current workflow is. */
    public Journal(RecoverRequest request) {
        this.cluster = request.cluster();
        Alert alert = request.alert();
        if (alert != null) {
            alerts.add(alert);
        }
    }

    /** The time of the workflow, which is the same on every replay. */
    public static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    /** Opens the run in the search attributes. */
    public void begin(String trigger) {
        tell(SearchAttributes.CLUSTER.valueSet(cluster));
        tell(SearchAttributes.TRIGGER.valueSet(trigger));
        tell(SearchAttributes.PHASE.valueSet(phase.name()));
        tell(SearchAttributes.APPROVAL.valueSet("not-needed"));
        tellUntold();
        // Detached, since a run that is cancelled has its last phases to tell.
        Workflow.newDetachedCancellationScope(() -> Async.procedure(this::tellWheneverTheRunWaits))
                .run();
    }

    /** Goes on to another phase. */
    public void enter(Phase next, String what) {
        boolean changed = phase != next;
        phase = next;
        note(what);
        if (changed) {
            tell(SearchAttributes.PHASE.valueSet(next.name()));
        }
    }

    /** Writes a sentence into the timeline. */
    public void note(String what) {
        timeline.add(new TimelineEntry(now(), phase, what));
        show();
    }

    /** Keeps a decision with its reason. */
    public void decided(Decision decision) {
        decisions.add(decision);
        show();
    }

    /** Whether a decision is among those that were kept. */
    public boolean hasDecided(Decision decision) {
        return decisions.contains(decision);
    }

    /** Keeps how long things took before, by which the run says how long they are likely to take. */
    public void expects(PastTimes known) {
        past = known;
    }

    /** What is usual for a piece of work here. */
    public Duration usual(Work work) {
        return UsualTimes.of(work, past).time();
    }

    /** Begins a piece of work whose time is expected and measured. */
    public void begin(Work work, String what, Duration longest) {
        waitFor(what, longest);
        waitingUsual = usual(work);
        show();
    }

    /** Ends a piece of work that came to its end, so that later runs know how long it takes. */
    public void done(Work work) {
        if (waitingSince != null) {
            measured.add(new PastTime(work, Duration.between(waitingSince, now()), now()));
        }
        stopWaiting();
    }

    /** How long the work of this run took. */
    public List<PastTime> measured() {
        return List.copyOf(measured);
    }

    /** Says what is waited for from now on. */
    public void waitFor(String what, @Nullable Duration longest) {
        waitingFor = what;
        waitingSince = now();
        waitingUntil = longest == null ? null : now().plus(longest);
        waitingUsual = null;
        show();
    }

    /** Says that nothing is waited for any more. */
    public void stopWaiting() {
        waitingFor = null;
        waitingSince = null;
        waitingUntil = null;
        waitingUsual = null;
        show();
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

    /** Keeps the sealed plan. */
    public void planned(SealedPlan sealed) {
        if (plan != null) {
            PlanDifference.between(plan.plan(), sealed.plan()).forEach(this::note);
        }
        plan = sealed;
        sealed.plan().decisions().stream()
                .filter(each -> !decisions.contains(each))
                .forEach(decisions::add);
        show();
    }

    /** Keeps an approval, and tells its state. */
    public void approved(Approval given) {
        approval = given;
        note("Approved by " + given.names() + " until " + given.expiresAt() + ".");
        tell(SearchAttributes.APPROVAL.valueSet("approved"));
    }

    /** Tells that an approval is waited for or was refused. */
    public void approvalState(String state) {
        tell(SearchAttributes.APPROVAL.valueSet(state));
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

    /** Takes note of an alert; a repeated one changes nothing, and one that says nothing must not keep the run from going on. */
    public void alerted(@Nullable Alert said) {
        Alert alert = Alert.orUnknown(said);
        lastAlert = now();
        boolean known = alerts.stream().anyMatch(each -> each.key().equals(alert.key()));
        if (known || alerts.size() >= MOST_ALERTS) {
            return;
        }
        alerts.add(alert);
        note("Alert from " + alert.source() + ": " + alert.summary()
                + (alerts.size() == MOST_ALERTS ? " More alerts are not noted here." : ""));
    }

    /** How many alerts it was told of, each counted once. */
    public int alerts() {
        return alerts.size();
    }

    /** When it was last told of one, be it the same again; the beginning of time when it never was. */
    public Instant lastAlert() {
        return lastAlert;
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
    public void end(Outcome how, String sentence) {
        outcome = how;
        phase = Phase.ENDED;
        stopWaiting();
        note(sentence);
        tell(SearchAttributes.PHASE.valueSet(phase.name()));
        tell(SearchAttributes.OUTCOME.valueSet(how.name()));
        Workflow.getMetricsScope()
                .tagged(Map.of("outcome", how.name()))
                .counter("rekindle_runs_ended")
                .inc(1);
        tellUntold();
    }

    /** Everything. */
    public RecoveryView view() {
        return new RecoveryView(
                cluster,
                Workflow.getInfo().getRunId(),
                phase,
                outcome,
                waitingFor,
                waitingSince,
                waitingUntil,
                waitingUsual,
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
                List.copyOf(alerts),
                report,
                startedAt,
                notProven);
    }

    /** The phase the run stands in. */
    public Phase phase() {
        return phase;
    }

    private void sawCertificate(@Nullable ServedCertificate certificate) {
        if (certificate != null && !certificate.notAfter().equals(nextExpiry)) {
            nextExpiry = certificate.notAfter();
            tell(SearchAttributes.CERTIFICATE_NOT_AFTER.valueSet(
                    certificate.notAfter().atOffset(ZoneOffset.UTC)));
        }
        show();
    }

    private void tell(SearchAttributeUpdate<?> update) {
        untold.put(update.getKey().getName(), update);
    }

    /**
     * Other threads of a workflow come to their turn when the run itself waits. So all that changed between two waits
     * becomes one event of the history, and only what stands at the wait is told.
     */
    private void tellWheneverTheRunWaits() {
        while (outcome == null) {
            Workflow.await(() -> !untold.isEmpty());
            tellUntold();
        }
    }

    private void tellUntold() {
        Workflow.upsertTypedSearchAttributes(untold.values().toArray(SearchAttributeUpdate[]::new));
        untold.clear();
    }

    private void show() {
        Workflow.setCurrentDetails(DetailsPage.of(view()));
    }
}
