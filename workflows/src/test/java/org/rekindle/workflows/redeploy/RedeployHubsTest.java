// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RedeployHubs.RedeployRequest;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Alert;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryResult;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

class RedeployHubsTest {

    private static final Duration WELL = Duration.ofDays(200);
    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @AfterEach
    void end() {
        bed.close();
    }

    @Test
    void theDeployStepsAreCarriedOutOnTheClusterThatStandsAndItIsProven() {
        bed.world(profile(), WELL);
        RecoverCluster run = bed.redeploy(asked(false));

        RecoveryResult result = result(run);

        assertThat(result.outcome()).as(story(run.view())).isEqualTo(Outcome.REDEPLOYED);
        assertThat(result.sentence()).isEqualTo("The deploy steps are carried out, and users can work.");
        assertThat(bed.cluster().deployed).containsExactly("support", "binderhub");
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cluster().reports).hasSize(1);
    }

    @Test
    void theKubeconfigIsHandedOffWhereThatWasAskedFor() {
        bed.world(Samples.withEveryKindOfStep(profile()), WELL);
        RecoverCluster run = bed.redeploy(asked(true));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("deploy names", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.REDEPLOYED);
        assertThat(bed.cluster().commanded).containsExactly("hand off sops <", "deploy hubs");
    }

    @Test
    void otherwiseItIsNot() {
        bed.world(Samples.withEveryKindOfStep(profile()), WELL);
        RecoverCluster run = bed.redeploy(asked(false));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(bed.cluster().commanded).containsExactly("deploy hubs");
    }

    @Test
    void aSkippedProofIsNoProof() {
        bed.world(profile(), WELL);
        bed.cluster().imageAlreadyThere = true;
        RecoverCluster run = bed.redeploy(asked(false));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("build and launch", Resolution.SKIP, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.REDEPLOYED_NOT_PROVEN);
    }

    @Test
    void nothingIsDeployedWhereTheApiDoesNotAnswer() {
        bed.world(profile(), AN_HOUR_AGO);
        RecoveryResult result = result(bed.redeploy(asked(false)));

        assertThat(result.outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(result.sentence())
                .contains("Nothing is redeployed", "./rekindle recover " + Samples.CLUSTER + " --dry-run");
        assertThat(bed.cluster().deployed).isEmpty();
    }

    @Test
    void whatTheFleetFileLacksIsSaid() {
        bed.world(Samples.withSteps(profile(), List.of(), List.of()), WELL);

        assertThat(result(bed.redeploy(asked(false))).sentence()).contains("Write them below `deploy:`");
    }

    @Test
    void aHandOffThatTheFleetFileLacksIsSaid() {
        bed.world(profile(), WELL);

        assertThat(result(bed.redeploy(asked(true))).sentence()).contains("no `handOff:`");
        assertThat(bed.cluster().deployed).isEmpty();
    }

    @Test
    void itRunsBesideNoOtherRunOfTheCluster() {
        bed.world(profile(), AN_HOUR_AGO);
        RecoverCluster recovery = bed.start(request("alice"));
        bed.awaitPhase(recovery, Phase.AWAITING_APPROVAL);

        assertThatThrownBy(() -> bed.redeploy(asked(false))).isInstanceOf(WorkflowExecutionAlreadyStarted.class);
    }

    @Test
    void anAlertMeanwhileIsInItsReport() {
        bed.world(Samples.withEveryKindOfStep(profile()), WELL);
        RecoverCluster run = bed.redeploy(asked(false));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.alert(new Alert("alertmanager", "k", "servers fail to start"));
        run.resolve(new Resolve("deploy names", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.REDEPLOYED);
        assertThat(bed.cluster().reports.values()).singleElement().asString().contains("servers fail to start");
    }

    private static RedeployRequest asked(boolean handOff) {
        return new RedeployRequest(Samples.CLUSTER, handOff, "alice");
    }

    private static ClusterProfile profile() {
        return Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING));
    }
}
