// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.codes;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** The deploy steps and the hand-off, as part of a recovery. */
class DeployStepsTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @BeforeEach
    void makeWorld() {
        bed.world(
                Samples.withEveryKindOfStep(Samples.profile(
                        Samples.preApproved(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)))),
                AN_HOUR_AGO);
    }

    @AfterEach
    void end() {
        bed.close();
    }

    @Test
    void theKubeconfigIsHandedOffAndEveryStepCarriedOutInItsOrder() {
        RecoverCluster run = atTheHuman();

        assertThat(bed.cluster().commanded).containsExactly("hand off sops <", "deploy hubs");
        assertThat(bed.cluster().deployed).containsExactly("support");
        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("deploy names");
            assertThat(stuck.reason()).isEqualTo("Point the names at the new ingress.");
        });
        run.resolve(new Resolve("deploy names", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cluster().deployed).containsExactly("support", "binderhub");
        assertThat(run.view().plan().plan().releases())
                .containsExactly(
                        "Command sops can be started.",
                        "Command hubs can be started.",
                        "Release support renders.",
                        "Release binderhub renders.");
        assertThat(run.view().plan().plan().steps())
                .anySatisfy(step -> assertThat(step.what())
                        .isEqualTo("Hand the new kubeconfig off by sops."
                                + " Redeploy in order: support, public-names, hubs, names, binderhub."));
    }

    @Test
    void whatPeopleWereAskedForMayBeSkipped() {
        RecoverCluster run = atTheHuman();
        run.resolve(new Resolve("deploy names", Resolution.SKIP, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(story(run.view())).contains("SKIP, by bob");
    }

    @Test
    void aCommandThatFailsIsRunAgainWhenTheOperatorSaysSo() {
        bed.cluster().failingCommands.set(1);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("hand off sops");
            assertThat(stuck.reason()).isEqualTo("The command sops ended with 1 after 2 s.");
            assertThat(stuck.canBeSkipped()).isTrue();
        });
        assertThat(bed.cluster().deployed).isEmpty();
        run.resolve(new Resolve("hand off sops", Resolution.RETRY, "bob"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(bed.cluster().commanded).containsExactly("hand off sops <", "hand off sops <", "deploy hubs");
    }

    @Test
    void nothingIsTornDownWhereACommandCouldNotBeStartedAfterwards() {
        bed.cluster().commandFault = "cannot be run: there is no file /site/hubs.";
        RecoverCluster run = bed.start(request("alice"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(codes(run.view())).contains(ReasonCode.RELEASES_NOT_DEPLOYABLE);
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(bed.cluster().commanded).isEmpty();
    }

    private RecoverCluster atTheHuman() {
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        return run;
    }
}
