// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.prove;

import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.api.SearchAttributes;
import org.rekindle.workflows.api.VerifyCluster;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.notify.NoticeKind;
import org.rekindle.workflows.model.notify.RunNews;
import org.rekindle.workflows.model.notify.Urgency;
import org.rekindle.workflows.model.run.VerifyView;
import org.rekindle.workflows.run.OneNotice;
import org.rekindle.workflows.run.WorkflowClock;
import org.rekindle.workflows.stage.RunSetup;
import org.rekindle.workflows.verify.UnattendedProofs;

/** See {@link VerifyCluster}. */
public final class VerifyClusterImpl implements VerifyCluster {

    private final String cluster;
    private final UnattendedProofs proofs;
    private @Nullable Instant certificateNotAfter;
    private @Nullable String rescue;
    private String sentence = "The cluster is looked at from outside.";
    private boolean ended;

    /** Makes what the query needs, since it may come before the first step. */
    @WorkflowInit
    public VerifyClusterImpl(@Nullable VerifyRequest request) {
        this.cluster = VerifyRequest.orNothing(request).cluster();
        this.proofs = new UnattendedProofs(this::waitFor);
    }

    @Override
    public VerifyView verify(@Nullable VerifyRequest request) {
        ClusterProfile profile = RunSetup.profile(cluster);
        publish(SearchAttributes.CLUSTER.valueSet(cluster));
        ConnectedCluster connected = ConnectedCluster.of(profile);
        certificateNotAfter = connected.certificateNotAfter();
        proofs.make(connected.checked(), connected.noConnection());
        rescue = NightlyCopy.of(profile, connected);
        end();
        if (proofs.lacksWhatIsAskedFor()) {
            OneNotice.tell(cluster, profile.audience(), "verification", notProven(), null);
        }
        return view();
    }

    @Override
    public VerifyView view() {
        return new VerifyView(
                cluster, ended, ended && isProven(), sentence, certificateNotAfter, proofs.results(), rescue);
    }

    private RunNews notProven() {
        return new RunNews(
                NoticeKind.NOT_PROVEN,
                Urgency.WARNING,
                "a verification did not prove that users can work",
                List.of(sentence, "Look at it: ./rekindle verify " + cluster),
                WorkflowClock.now());
    }

    private boolean isProven() {
        return proofs.complete() && proofs.lackingLast().isEmpty();
    }

    private void waitFor(String what) {
        sentence = "It waits for " + what + ".";
        show();
    }

    private void end() {
        ended = true;
        String outcome = "PROVEN";
        sentence = "Users can work: every proof that the fleet file asks for was made.";
        if (!proofs.complete()) {
            outcome = proofs.lacksWhatIsAskedFor() ? "NOT_PROVEN" : "NOT_ASKED";
            sentence = "It is not proven that users can work. " + proofs.lacking();
        } else if (!proofs.lackingLast().isEmpty()) {
            outcome = "NOT_PROVEN";
            sentence = "Users can work. Not proven beside it: " + proofs.lackingLast();
        }
        if (proofs.lacksWhatIsAskedFor()) {
            Workflow.getLogger(VerifyClusterImpl.class).warn("{}: {}", cluster, sentence);
        }
        publish(SearchAttributes.OUTCOME.valueSet(outcome));
        if (certificateNotAfter != null) {
            publish(SearchAttributes.CERTIFICATE_NOT_AFTER.valueSet(certificateNotAfter.atOffset(ZoneOffset.UTC)));
        }
        Workflow.getMetricsScope()
                .tagged(Map.of("cluster", cluster, "outcome", outcome))
                .counter("rekindle_verifications_ended")
                .inc(1);
        show();
    }

    private void show() {
        Workflow.setCurrentDetails(VerifyPage.of(view()));
    }

    private static void publish(SearchAttributeUpdate<?> update) {
        Workflow.upsertTypedSearchAttributes(update);
    }
}
