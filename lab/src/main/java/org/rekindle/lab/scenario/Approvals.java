// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import com.google.protobuf.util.Timestamps;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionUpdateCompletedEventAttributes;
import io.temporal.api.update.v1.Input;
import io.temporal.common.converter.DataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.MagnumActivities.DeleteRequest;
import org.rekindle.workflows.decide.plan.PlanSeal;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.teardown.ApprovalCheck;

/**
 * What the runs had approval to destroy, and from when on, as their histories prove it. Taken from the histories and not from what
 * the runs say of themselves: an approval is an update that Temporal took from outside, and it is valid for the plan of its hash alone.
 */
final class Approvals {

    private static final String DELETE = "Magnum.RequestDelete";
    private static final String APPROVE = "approve";

    /** A run marks the clusters that it creates with its id, or the beginning of it, and the number of the try. */
    private static final int BEGINNING = 8;

    /** Two clocks are compared: Temporal's or the worker's, and the cloud's. */
    private static final Duration SKEW = Duration.ofSeconds(1);

    private final List<Approval> all;
    private final Set<String> runs;

    /**
     * One of them.
     *
     * @param run the id of the run that it was given to
     */
    private record Approval(String run, SealedPlan plan, Instant givenAt) {

        boolean names(String clusterUuid) {
            return plan.plan().remedy().tearsDown()
                    && plan.plan().identity() != null
                    && plan.plan().identity().uuid().value().equals(clusterUuid);
        }

        boolean wasThereAt(Instant moment) {
            return !givenAt.isAfter(moment.plus(SKEW));
        }
    }

    private Approvals(List<Approval> all, Set<String> runs) {
        this.all = List.copyOf(all);
        this.runs = Set.copyOf(runs);
    }

    /**
     * Reads the histories of runs.
     *
     * @param preApproved the clusters of the fleet whose policy approves by itself
     */
    static Approvals of(Collection<History> histories, DataConverter converter, Set<String> preApproved) {
        List<Approval> all = new ArrayList<>();
        List<String> runs = new ArrayList<>();
        for (History history : histories) {
            String run = idOf(history);
            runs.add(run);
            List<DeleteRequest> deletes = history.getEventsList().stream()
                    .flatMap(event -> delete(event, converter).stream())
                    .filter(delete -> PlanSeal.holds(delete.plan()))
                    .toList();
            for (DeleteRequest delete : deletes) {
                if (delete.approval().by().equals(ApprovalCheck.BY_POLICY)
                        && preApproved.contains(delete.plan().plan().cluster())
                        && delete.approval().planSha256().equals(delete.plan().sha256())) {
                    all.add(new Approval(run, delete.plan(), delete.approval().givenAt()));
                }
            }
            Set<Long> refused = refused(history);
            for (HistoryEvent event : history.getEventsList()) {
                Approve approve = approve(event, converter);
                if (approve != null && !refused.contains(event.getEventId())) {
                    deletes.stream()
                            .map(DeleteRequest::plan)
                            .filter(plan -> plan.sha256().equals(approve.planSha256()))
                            .findFirst()
                            .ifPresent(plan -> all.add(new Approval(run, plan, timeOf(event))));
                }
            }
        }
        return new Approvals(all, Set.copyOf(runs));
    }

    /** Whether a plan that names this very cluster was approved at that moment. */
    boolean named(String clusterUuid, Instant at) {
        return all.stream().anyMatch(approval -> approval.names(clusterUuid) && approval.wasThereAt(at));
    }

    /** Whether the run of this mark had an approved plan at that moment, under which it may delete what it made itself. */
    boolean ofRun(String mark, Instant at) {
        return all.stream().anyMatch(approval -> isOf(mark, approval.run()) && approval.wasThereAt(at));
    }

    /** Whether this is the mark of one of the runs. */
    boolean isMark(String mark) {
        return runs.stream().anyMatch(run -> isOf(mark, run));
    }

    private static boolean isOf(String mark, String run) {
        String number = mark.substring(mark.lastIndexOf('-') + 1);
        return number.matches("\\d+")
                && Set.of(run + "-" + number, run.substring(0, BEGINNING) + "-" + number)
                        .contains(mark);
    }

    private static String idOf(History history) {
        return history.getEvents(0).getWorkflowExecutionStartedEventAttributes().getOriginalExecutionRunId();
    }

    private static Optional<DeleteRequest> delete(HistoryEvent event, DataConverter converter) {
        if (!event.hasActivityTaskScheduledEventAttributes()
                || !event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName()
                        .equals(DELETE)) {
            return Optional.empty();
        }
        Payloads input = event.getActivityTaskScheduledEventAttributes().getInput();
        return Optional.of(converter.fromPayloads(0, Optional.of(input), DeleteRequest.class, DeleteRequest.class));
    }

    private static @Nullable Approve approve(HistoryEvent event, DataConverter converter) {
        if (!event.hasWorkflowExecutionUpdateAcceptedEventAttributes()) {
            return null;
        }
        Input input = event.getWorkflowExecutionUpdateAcceptedEventAttributes()
                .getAcceptedRequest()
                .getInput();
        if (!input.getName().equals(APPROVE)) {
            return null;
        }
        return converter.fromPayloads(0, Optional.of(input.getArgs()), Approve.class, Approve.class);
    }

    /** The updates that Temporal took and the run then refused, as one whose signature does not hold; each by the id of its event. */
    private static Set<Long> refused(History history) {
        return history.getEventsList().stream()
                .filter(HistoryEvent::hasWorkflowExecutionUpdateCompletedEventAttributes)
                .map(HistoryEvent::getWorkflowExecutionUpdateCompletedEventAttributes)
                .filter(completed -> completed.getOutcome().hasFailure())
                .map(WorkflowExecutionUpdateCompletedEventAttributes::getAcceptedEventId)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Instant timeOf(HistoryEvent event) {
        return Instant.ofEpochMilli(Timestamps.toMillis(event.getEventTime()));
    }
}
