// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.Identifiers;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RotateCertificates;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.diagnosis.KnownAddress;
import org.rekindle.workflows.decide.text.Sentences;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.SurveyTarget;
import org.rekindle.workflows.model.observation.ApiSighting;
import org.rekindle.workflows.model.observation.CertificateSighting;
import org.rekindle.workflows.model.observation.Observation;
import org.rekindle.workflows.model.observation.ServedCertificate;
import org.rekindle.workflows.model.plan.Cause;
import org.rekindle.workflows.model.plan.Certainty;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.run.RecoverRequest;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.observe.Observe;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.WorkflowClock;

/** A survey's look at one cluster, and what it starts. */
final class SurveyLook {

    /** In characters; a fault of a cloud may be long, and a page holds a hundred. */
    private static final int LONGEST_SENTENCE = 600;

    private SurveyLook() {}

    static SurveyEntry at(SurveyTarget target) {
        String cluster = target.cluster().cluster();
        try {
            Observation seen = look(target);
            Diagnosis diagnosis = Diagnose.from(seen, target.renewBefore());
            String started = start(cluster, diagnosis.condition());
            ExpiryNotice.tell(target, notAfter(seen));
            return new SurveyEntry(cluster, diagnosis, notAfter(seen), started, Sentences.of(diagnosis));
        } catch (ActivityFailure failure) {
            // One cluster that cannot be looked at must not hide the others.
            return failed(cluster, said(ReasonCode.NOT_LOOKED_AT, ActivityFailures.lastSeen(failure)));
        } catch (ChildWorkflowFailure failure) {
            return failed(
                    cluster,
                    said(
                            ReasonCode.NOT_STARTED,
                            Objects.requireNonNullElse(failure.getMessage(), "no reason was given.")));
        }
    }

    /** A cluster that could not be looked at. */
    static SurveyEntry failed(String cluster, Reason why) {
        Diagnosis unknown =
                new Diagnosis(Condition.UNREACHABLE, null, why, List.of(), Cause.UNKNOWN, Certainty.UNKNOWN, List.of());
        return new SurveyEntry(cluster, unknown, null, null, Sentences.of(unknown));
    }

    /** What a failure says, as much of it as a page has room for. */
    static Reason said(ReasonCode code, String sentence) {
        return Reason.of(code, "said", Text.atMost(LONGEST_SENTENCE, sentence));
    }

    /** Looks at the certificate alone: a survey needs neither a way in nor the hub. */
    private static Observation look(SurveyTarget target) {
        CloudSighting cloud = Observe.cloud(target.cluster(), null, target.request());
        CertificateSighting certificate = certificate(cloud, target);
        return Observation.fromOnePath(WorkflowClock.now(), cloud.cluster(), certificate, ApiSighting.notAsked(), null);
    }

    private static CertificateSighting certificate(CloudSighting cloud, SurveyTarget target) {
        String address = KnownAddress.ofAny(cloud.cluster());
        if (address == null) {
            return Observe.noAddress(cloud);
        }
        return Observe.certificate(address, target.request());
    }

    private static @Nullable Instant notAfter(Observation seen) {
        return Optional.ofNullable(seen.certificate().certificate())
                .map(ServedCertificate::notAfter)
                .orElse(null);
    }

    private static @Nullable String start(String cluster, Condition condition) {
        RecoverRequest request = new RecoverRequest(cluster, "survey", Identifiers.SURVEY, false, null);
        return switch (condition) {
            case EXPIRING -> {
                RotateCertificates rotate = Workflow.newChildWorkflowStub(RotateCertificates.class, options(cluster));
                yield started(() -> Async.function(rotate::rotate, request), rotate, "RotateCertificates");
            }
            case EXPIRED -> {
                RecoverCluster recover = Workflow.newChildWorkflowStub(RecoverCluster.class, options(cluster));
                yield started(() -> Async.function(recover::recover, request), recover, "RecoverCluster");
            }
            case HEALTHY, NOT_YET_VALID, UNREACHABLE, BROKEN_OTHERWISE, CANNOT_KNOW -> null;
        };
    }

    private static @Nullable String started(Runnable start, Object stub, String type) {
        start.run();
        try {
            Workflow.getWorkflowExecution(stub).get();
            return type;
        } catch (ChildWorkflowFailure failure) {
            if (failure.getCause() instanceof WorkflowExecutionAlreadyStarted) {
                return null;
            }
            throw failure;
        }
    }

    private static ChildWorkflowOptions options(String cluster) {
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(Identifiers.workflowId(cluster))
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary(cluster)
                .build();
    }
}
