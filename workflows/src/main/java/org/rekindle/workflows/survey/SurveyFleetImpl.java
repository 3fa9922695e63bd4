// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowSemaphore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.Names;
import org.rekindle.workflows.activities.FleetActivities;
import org.rekindle.workflows.activities.GuardActivities;
import org.rekindle.workflows.decide.KnownAddress;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.model.ApiSighting;
import org.rekindle.workflows.model.Certainty;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.CloudSighting;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.ClusterRef;
import org.rekindle.workflows.model.Condition;
import org.rekindle.workflows.model.Culprit;
import org.rekindle.workflows.model.Diagnosis;
import org.rekindle.workflows.model.FleetSeen;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.RecoverRequest;
import org.rekindle.workflows.model.SurveyEntry;
import org.rekindle.workflows.model.SurveyResult;
import org.rekindle.workflows.recover.Observe;
import org.rekindle.workflows.recover.RecoverCluster;
import org.rekindle.workflows.rotate.RotateCertificates;
import org.rekindle.workflows.run.Failing;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.World;
import org.slf4j.Logger;

/** See {@link SurveyFleet}. */
public final class SurveyFleetImpl implements SurveyFleet {

    private static final Logger LOG = Workflow.getLogger(SurveyFleetImpl.class);

    private static final Duration READING = Duration.ofMinutes(10);

    /** Clouds that do not answer must not hold up the rest, and the others must not be asked all at the same moment. */
    private static final int AT_ONCE = 8;

    @Override
    public SurveyResult survey() {
        List<String> clusters = World.ask(FleetActivities.class, "Read the fleet file", READING)
                .list()
                .clusters();
        Map<String, SurveyEntry> seen = new HashMap<>();
        WorkflowSemaphore places = Workflow.newWorkflowSemaphore(AT_ONCE);
        List<Promise<Void>> looks = clusters.stream()
                .map(cluster -> Async.procedure(() -> {
                    places.acquire();
                    try {
                        seen.put(cluster, lookAt(cluster));
                        Workflow.setCurrentDetails(page(inOrder(clusters, seen)));
                    } finally {
                        places.release();
                    }
                }))
                .toList();
        Promise.allOf(looks).get();
        tellBreaker(seen);
        return new SurveyResult(inOrder(clusters, seen));
    }

    /** So many that have expired at once have one cause, of which the breaker alone can know. */
    private static void tellBreaker(Map<String, SurveyEntry> seen) {
        FleetSeen told = new FleetSeen(
                with(seen, Condition.EXPIRED),
                Stream.concat(with(seen, Condition.HEALTHY).stream(), with(seen, Condition.EXPIRING).stream())
                        .toList());
        try {
            World.ask(GuardActivities.class, "Tell the fleet's breaker what was seen", READING)
                    .seen(told);
        } catch (ActivityFailure failure) {
            // The next survey tells it again; what was seen must reach whoever asked for this one.
            LOG.warn("The fleet's breaker was not told what was seen: {}", Failing.lastSeen(failure));
        }
    }

    private static List<String> with(Map<String, SurveyEntry> seen, Condition condition) {
        return seen.values().stream()
                .filter(entry -> entry.diagnosis().condition() == condition)
                .map(SurveyEntry::cluster)
                .sorted()
                .toList();
    }

    private static List<SurveyEntry> inOrder(List<String> clusters, Map<String, SurveyEntry> seen) {
        return clusters.stream().filter(seen::containsKey).map(seen::get).toList();
    }

    private static SurveyEntry lookAt(String cluster) {
        try {
            ClusterProfile profile = World.ask(FleetActivities.class, "Read what is said of " + cluster, READING)
                    .describe(new ClusterRef(cluster));
            Observation seen = look(profile);
            Diagnosis diagnosis = Diagnose.from(seen, profile.policy().renewBefore());
            String started = start(cluster, diagnosis.condition());
            return new SurveyEntry(
                    cluster,
                    diagnosis,
                    seen.certificate().certificate() == null
                            ? null
                            : seen.certificate().certificate().notAfter(),
                    started,
                    diagnosis.sentence());
        } catch (ActivityFailure failure) {
            // One cluster that cannot be looked at must not hide the others.
            String why = Failing.lastSeen(failure);
            Diagnosis unknown = new Diagnosis(
                    Condition.UNREACHABLE, null, why, List.of(), Culprit.UNKNOWN, Certainty.UNKNOWN, List.of());
            return new SurveyEntry(cluster, unknown, null, null, why);
        }
    }

    /** Looks at the certificate alone: a survey needs neither a way in nor the hub. */
    private static Observation look(ClusterProfile profile) {
        Duration answer = profile.policy().deadlines().answer();
        CloudSighting cloud = Observe.cloud(profile, null, answer);
        CloudCluster cluster = cloud.cluster();
        String address = cluster == null ? null : KnownAddress.of(cluster).orElse(null);
        CertificateSighting certificate =
                address == null ? Observe.noAddress(cloud) : Observe.certificate(address, answer);
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

    private static String page(List<SurveyEntry> entries) {
        StringBuilder page = new StringBuilder();
        entries.forEach(entry -> page.append("- **")
                .append(entry.cluster())
                .append("** ")
                .append(entry.sentence())
                .append(entry.started() == null ? "" : " Started " + entry.started() + ".")
                .append('\n'));
        return page.toString();
    }
}
