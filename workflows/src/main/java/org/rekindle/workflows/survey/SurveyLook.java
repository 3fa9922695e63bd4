// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.decide.KnownAddress;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.SurveyEntry;
import org.rekindle.workflows.model.SurveyTarget;
import org.rekindle.workflows.recover.Observe;
import org.rekindle.workflows.recover.RecoverCluster;
import org.rekindle.workflows.rotate.RotateCertificates;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;

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
            ServedCertificate served = seen.certificate().certificate();
            return new SurveyEntry(
                    cluster, diagnosis, served == null ? null : served.notAfter(), started, diagnosis.sentence());
        } catch (ActivityFailure failure) {
            // One cluster that cannot be looked at must not hide the others.
            return inVain(cluster, Failing.lastSeen(failure));
        } catch (ChildWorkflowFailure failure) {
            return inVain(
                    cluster,
                    "What the cluster needs could not be started: "
                            + Objects.requireNonNullElse(failure.getMessage(), "no reason was given"));
        }
    }

    /** A cluster that could not be looked at. */
    static SurveyEntry inVain(String cluster, String reason) {
        String why = Words.atMost(LONGEST_SENTENCE, reason);
        Diagnosis unknown = new Diagnosis(
                Condition.UNREACHABLE, null, why, List.of(), Culprit.UNKNOWN, Certainty.UNKNOWN, List.of());
        return new SurveyEntry(cluster, unknown, null, null, why);
    }

    /** Looks at the certificate alone: a survey needs neither a way in nor the hub. */
    private static Observation look(SurveyTarget target) {
        CloudSighting cloud = Observe.cloud(target.cluster(), null, target.answer());
        CloudCluster cluster = cloud.cluster();
        String address = cluster == null ? null : KnownAddress.of(cluster).orElse(null);
        CertificateSighting certificate =
                address == null ? Observe.noAddress(cloud) : Observe.certificate(address, target.answer());
        return new Observation(Journal.now(), cloud.cluster(), certificate, ApiSighting.notAsked(), null);
    }

    private static @Nullable String start(String cluster, Condition condition) {
        RecoverRequest request = new RecoverRequest(cluster, "survey", Names.SURVEY, false, null);
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
                .setWorkflowId(Names.workflowId(cluster))
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setStaticSummary(cluster)
                .build();
    }
}
