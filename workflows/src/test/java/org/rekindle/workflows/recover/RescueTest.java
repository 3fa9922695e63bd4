// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.api.RescueActivities.RestoreRequest;
import org.rekindle.workflows.fakes.FakeRescue;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.approval.Approve;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.CommandStep;
import org.rekindle.workflows.model.fleet.Rescue;
import org.rekindle.workflows.model.fleet.SiteCommand;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.LeftOver;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.model.observation.ResourceType;
import org.rekindle.workflows.model.plan.SealedPlan;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.NotPutBack;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** What a rebuild would lose is copied before, and put back after it. */
class RescueTest {

    private static final String LOST =
            "No Secret hub is kept, so a JupyterHub makes new keys: its users sign in again, the"
                    + " tokens of its services change, and what it has encrypted for users can no longer be read.";

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void whatTheApproverReadsIsPutBackBeforeTheReleases() {
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        SealedPlan plan = plan(run);

        assertThat(plan.plan().data())
                .contains(
                        "Secret binderhub/hub: copied into the worker's secret store, and put back before the deploy steps."
                                + " Users of the hub stay signed in, and the tokens of its services stay valid.",
                        "Certificates binderhub/https: copied with their keys, and put back before the deploy steps. They need"
                                + " not be issued again.")
                .contains(
                        "Load balancers support/entrypoint 203.0.113.9: they go with the cluster, and names that point at them"
                                + " must be moved.")
                .doesNotContain(LOST);
        ClusterIdentity old = plan.plan().identity();
        assertThat(old).isNotNull();
        approve(run, plan);

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().keeps).allSatisfy(keep -> {
            assertThat(keep.uuid()).isEqualTo(old.uuid());
            assertThat(keep.namespaces()).containsExactly("support", "binderhub");
            assertThat(keep.secrets()).containsExactly("support/grafana");
        });
        assertThat(bed.rescue().restores).singleElement().satisfies(restore -> {
            assertThat(restore.from()).isEqualTo(old.uuid());
            assertThat(restore.kubeconfig()).doesNotContain(old.uuid().value());
            assertThat(restore.releases()).isEqualTo(Map.of("support", "support", "binderhub", "binderhub"));
        });
        assertThat(run.view().timeline().stream().map(each -> each.what()).toList())
                .containsSubsequence(
                        "Put back: Secret binderhub/hub, Secret binderhub/https.",
                        "Redeploying in order: support, binderhub.");
    }

    @Test
    void itIsCopiedAgainRightBeforeTheDelete() {
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        int before = bed.rescue().keeps.size();
        approve(run, plan(run));

        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().keeps).hasSize(before + 1);
    }

    @Test
    void aSecretThatIsGoneAfterTheApprovalNeedsANewPlan() {
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        SealedPlan first = plan(run);
        bed.rescue().secrets = List.of(FakeRescue.CERTIFICATE);
        approve(run, first);
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(run.view().timeline())
                .anySatisfy(each -> assertThat(each.what())
                        .isEqualTo(
                                "The plan promises to put back binderhub/hub, which cannot be rescued any more, so a new"
                                        + " plan is needed."));
        assertThat(bed.cloud().asked).isEmpty();
        assertThat(plan(run).plan().data()).contains(LOST);
    }

    @Test
    void anApiThatCannotBeReadHoldsNothingUpAndThePlanSaysWhatItCosts() {
        bed.rescue().apiTrouble = "The Kubernetes API at https://203.0.113.7:6443 did not answer in time.";
        bed.rescue().secrets = List.of();
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(plan(run).plan().data())
                .contains(
                        "Not rescued: binderhub: The Kubernetes API at https://203.0.113.7:6443 did not answer in time.",
                        LOST);
        approve(run, plan(run));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void whereTheApiIsDeadTheCopyOfTheLastGoodNightIsPutBackAndThePlanTellsItsTime() {
        bed.rescue().apiTrouble = "The Kubernetes API at https://203.0.113.7:6443 did not answer in time.";
        bed.rescue().copiedBefore = List.of(FakeRescue.HUB);
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(plan(run).plan().data())
                .contains("Copied earlier and not seen now, so put back as it was then: Secret binderhub/hub of"
                        + " 2026-03-01T02:00:00Z.")
                .doesNotContain(LOST);
        approve(run, plan(run));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().restores).hasSize(1);
    }

    @Test
    void withoutTheKeyNothingIsCopiedAndThePlanSaysSo() {
        RecoverCluster run = start(profile());
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(plan(run).plan().data())
                .contains(
                        "Nothing is copied out of the cluster, since the fleet file does not ask for it (rescue:).",
                        LOST);
        approve(run, plan(run));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().keeps).isEmpty();
        assertThat(bed.rescue().restores).isEmpty();
    }

    @Test
    void claimsAreMadeAnewForTheVolumesThatCinderStillHas() {
        bed.rescue().volumes = List.of(
                RescuedVolume.ofCinder("binderhub", "hub-db-dir", "vol-1"),
                RescuedVolume.ofCinder("binderhub", "claim-ana", "vol-gone"));
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "database", true));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().plan())
                .satisfies(plan -> assertThat(plan.plan().data())
                        .contains(
                                "Claims binderhub/hub-db-dir, binderhub/claim-ana: made again before the deploy steps, with the same"
                                        + " volumes, where Cinder still has them."));
        assertThat(bed.rescue().restores)
                .singleElement()
                .satisfies(restore -> assertThat(restore.volumes()).containsExactly("vol-1"));
        assertThat(run.view().timeline())
                .anySatisfy(each -> assertThat(each.what())
                        .isEqualTo("Not claimed again, since the volume is gone, not kept or in use by the old cluster:"
                                + " binderhub/claim-ana."));
    }

    /** A hub with an empty database is well, and passes each proof. */
    @Test
    void aHubsDatabaseThatIsLostIsAskedAboutBeforeTheHubIsDeployed() {
        bed.rescue().volumes = List.of(RescuedVolume.ofCinder("binderhub", "hub-db-dir", "vol-1"));
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("restore");
            assertThat(stuck.reason())
                    .startsWith("Claim binderhub/hub-db-dir was not made again, since its volume vol-1 is gone")
                    .contains("without its users, their tokens and their groups");
        });
        assertThat(bed.cluster().deployed).isEmpty();
        assertThat(run.view().notPutBack())
                .isEqualTo(lacking(run, "PersistentVolumeClaim binderhub/hub-db-dir, volume vol-1"));
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "database", true));
        run.resolve(new Resolve("restore", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().restores)
                .extracting(RestoreRequest::volumes)
                .containsExactly(List.of(), List.of("vol-1"));
        assertThat(run.view().notPutBack()).isNull();
    }

    /** Its volume stays with the old cluster, as the plan says. */
    @Test
    void besideTheOldClusterItsDatabaseIsNotAskedAbout() {
        bed.rescue().volumes = List.of(RescuedVolume.ofCinder("binderhub", "hub-db-dir", "vol-1"));
        bed.world(
                Samples.withRescue(Samples.profile(
                        Samples.rebuildingBeside(Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING)))),
                Duration.ofHours(-1));
        bed.cloud().limitInstances(8);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.step()).isEqualTo("switch over"));
        assertThat(story(run.view())).contains("in use by the old cluster: binderhub/hub-db-dir.");
    }

    @Test
    void aShareThatCinderDoesNotKnowIsClaimedAgain() {
        bed.rescue().volumes = List.of(new RescuedVolume("binderhub", "homes", "10.9.0.4:/homes", "nfs"));
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().plan())
                .satisfies(plan -> assertThat(plan.plan().data())
                        .contains(
                                "Claims binderhub/homes: made again before the deploy steps, with the same volumes, which no"
                                        + " driver deletes with the cluster (reclaim policy Retain). They are not Cinder's, so it is"
                                        + " not known whether they are still there."));
        assertThat(bed.rescue().restores)
                .singleElement()
                .satisfies(restore -> assertThat(restore.volumes()).containsExactly("10.9.0.4:/homes"));
        assertThat(bed.cloud().claimsAsked).isEmpty();
        assertThat(run.view().notPutBack()).isNull();
    }

    @Test
    void whereTheApiIsDeadClaimsAreMadeAnewByTheMetadataOfTheirVolumes() {
        bed.world(Samples.withRescue(profile()), Duration.ofHours(-23));
        bed.rescue().apiTrouble = "The Kubernetes API at https://203.0.113.7:6443 did not answer in time.";
        bed.cloud().claims.add(new CloudClaim("binderhub", "hub-db-dir", "pvc-1", "vol-1", 1));
        bed.cloud().claims.add(new CloudClaim("of-nobody", "cache", "pvc-2", "vol-2", 1));
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "database", true));
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(plan(run).plan().data())
                .contains(
                        "Claims binderhub/hub-db-dir: known by Cinder's metadata alone, since the cluster could not be read."
                                + " They are made again for one writer (ReadWriteOnce) and without a storage class,"
                                + " whatever they had.")
                .noneMatch(line -> line.contains("of-nobody"));
        approve(run, plan(run));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().restores)
                .singleElement()
                .satisfies(restore -> assertThat(restore.volumes()).containsExactly("vol-1"));
    }

    @Test
    void whereCinderDoesNotAnswerEitherThePlanSaysSo() {
        bed.world(Samples.withRescue(profile()), Duration.ofHours(-23));
        bed.rescue().apiTrouble = "The Kubernetes API at https://203.0.113.7:6443 did not answer in time.";
        bed.cloud().claimsNotLooked.add("Cinder, for a volume: HTTP 403.");
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(plan(run).plan().data()).contains("Not rescued: Cinder, for a volume: HTTP 403.");
    }

    /** A deployer that a command runs installs there, and what it calls its release is not known. */
    @Test
    void aNamespaceThatTheFileNamesIsLookedIntoAndItsClaimsGetNoReleasesMarks() {
        SiteCommand deployer =
                new SiteCommand("hubs", List.of("./deploy"), "/site", List.of(), Duration.ofMinutes(20), List.of());
        ClusterProfile profile = Samples.withRescue(
                Samples.withSteps(profile(), List.of(), List.of(new CommandStep(deployer))),
                new Rescue(List.of(), List.of("binderhub")));
        bed.world(profile, Duration.ofHours(-23));
        bed.rescue().apiTrouble = "The Kubernetes API at https://203.0.113.7:6443 did not answer in time.";
        bed.rescue().copiedBefore = List.of(FakeRescue.HUB);
        bed.cloud().claims.add(new CloudClaim("binderhub", "hub-db-dir", "pvc-1", "vol-1", 1));
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "database", true));
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(plan(run).plan().data())
                .contains(
                        "Not rescued: Helm's marks of claims binderhub/hub-db-dir, since no `helm` step says whose they"
                                + " are. If a Helm that a command runs refuses to install over one of them, annotate it with the"
                                + " release, then RETRY.");
        approve(run, plan(run));
        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().keeps)
                .allSatisfy(keep -> assertThat(keep.namespaces()).containsExactly("binderhub"));
        assertThat(bed.rescue().restores).singleElement().satisfies(restore -> {
            assertThat(restore.releases()).isEmpty();
            assertThat(restore.volumes()).containsExactly("vol-1");
        });
    }

    @Test
    void volumesThatCannotBeListedAreAskedAboutAndNotTakenForGone() {
        bed.rescue().volumes = List.of(RescuedVolume.ofCinder("binderhub", "hub-db-dir", "vol-1"));
        bed.rescue().restoreFault = "The Kubernetes API forbids this.";
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        bed.rescue().restoreFault = null;
        bed.cloud().volumesNotLooked.add("Cinder does not answer.");
        run.resolve(new Resolve("restore", Resolution.RETRY, "bob"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(
                        stuck -> assertThat(stuck.reason())
                                .isEqualTo(
                                        "It is not known which volumes of the old cluster still exist. Cinder does not answer."));
        bed.cloud().volumesNotLooked.clear();
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "database", true));
        run.resolve(new Resolve("restore", Resolution.RETRY, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
    }

    @Test
    void theOperatorMaySkipWhatCannotBePutBack() {
        bed.rescue().restoreFault = "The Kubernetes API forbids this.";
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("restore");
            assertThat(stuck.canBeSkipped()).isTrue();
        });
        assertThat(bed.cluster().deployed).isEmpty();
        run.resolve(new Resolve("restore", Resolution.SKIP, "bob"));
        assertThat(result(run).outcome()).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cluster().deployed).containsExactly("support", "binderhub");
    }

    @Test
    void aStoreThatHasLostWhatThePlanPromisesIsAskedAbout() {
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.rescue().storeIsEmpty = true;
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason())
                        .contains("has nothing of cluster", "though the plan promises 2 Secrets"));
    }

    /** Its mark names the first cluster, so only the claim of the second one says whose it is. */
    @Test
    void volumesAreAskedForByWhatTheClaimsName() {
        bed.rescue().volumes = List.of(RescuedVolume.ofCinder("binderhub", "claim-ana", "vol-of-the-first-cluster"));
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cloud().claimsAsked).containsExactly("vol-of-the-first-cluster");
    }

    @Test
    void aClaimWhoseVolumeIsUsedIsAskedAboutAndTheOthersAreMade() {
        bed.rescue().volumes = List.of(
                RescuedVolume.ofCinder("binderhub", "hub-db-dir", "vol-1"),
                RescuedVolume.ofCinder("binderhub", "claim-ana", "vol-2"));
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-1", "database", true));
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-2", "home of ana", true));
        bed.cloud().volumeUsers.put("vol-2", "is attached to machine m-9");
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason())
                        .isEqualTo("Claim binderhub/claim-ana was not made again, since its volume vol-2 is attached to"
                                + " machine m-9: free the volume, then RETRY."));
        assertThat(run.view().notPutBack())
                .isEqualTo(lacking(run, "PersistentVolumeClaim binderhub/claim-ana, volume vol-2"));
        bed.cloud().volumeUsers.clear();
        run.resolve(new Resolve("restore", Resolution.RETRY, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().restores)
                .extracting(RestoreRequest::volumes)
                .containsExactly(List.of("vol-1"), List.of("vol-1", "vol-2"));
        assertThat(run.view().notPutBack()).isNull();
    }

    /** Users go on working while a plan waits for its approval. */
    @Test
    void aClaimThatIsYoungerThanThePlanIsMadeAgainAsWell() {
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        SealedPlan plan = plan(run);
        bed.rescue().volumes = List.of(RescuedVolume.ofCinder("binderhub", "claim-ben", "vol-ben"));
        bed.cloud().volumes.add(new LeftOver(ResourceType.VOLUME, "vol-ben", "home of ben", true));
        approve(run, plan);

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.rescue().restores)
                .singleElement()
                .satisfies(restore -> assertThat(restore.volumes()).containsExactly("vol-ben"));
        assertThat(run.view().timeline().stream().map(each -> each.what()).toList())
                .contains("Younger than the plan, and put back as well: claim binderhub/claim-ben.");
    }

    @Test
    void allRefusalsAreSaidAtOnceAndTheReportNamesWhatWasSkipped() {
        bed.rescue().refused = List.of(
                "Secret binderhub/hub was not made: the quota is used up.",
                "Secret binderhub/https was not made: a webhook denied it.");
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).isEqualTo(String.join(" ", bed.rescue().refused)));
        bed.rescue().refused = bed.rescue().refused.subList(1, 2);
        run.resolve(new Resolve("restore", Resolution.RETRY, "bob"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("restore", Resolution.SKIP, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(run.view().notPutBack()).isEqualTo(lacking(run, "Secret binderhub/https"));
    }

    /** The old cluster is gone and the new one is not there: the copy is all there is. */
    @Test
    void aRunThatEndsBeforeTheRestoreNamesAllOfIt() {
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.cloud().keepFromComingUp(Samples.DOOMED, Samples.FITTING, Samples.NEXT_MINOR, Samples.CURRENT);
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        assertThat(run.view().notPutBack()).isNull();
        approve(run, plan(run));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve(null, Resolution.ABORT, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.view().notPutBack()).isEqualTo(lacking(run, "Secret binderhub/hub", "Secret binderhub/https"));
    }

    /** The cluster stands as it was, with all that is in it. */
    @Test
    void aRunThatEndsBeforeTheDeleteLacksNothing() {
        RecoverCluster run = start(Samples.withRescue(profile()));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().failCreateFactsWith(FailureCode.ACCESS_DENIED);
        approve(run, plan(run));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("tear down", Resolution.ABORT, "bob"));

        assertThat(result(run).outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(run.view().notPutBack()).isNull();
    }

    private static NotPutBack lacking(RecoverCluster run, String... things) {
        return new NotPutBack(
                RescueActivities.copy(
                        Samples.CLUSTER, plan(run).plan().identity().uuid()),
                List.of(things));
    }

    /** A hand-off may start a deployment of its own, which would make new keys. */
    @Test
    void whatDiffersIsAskedAboutBeforeTheKubeconfigIsHandedOff() {
        SiteCommand sops =
                new SiteCommand("sops", List.of("./sops"), "/site", List.of(), Duration.ofMinutes(20), List.of());
        RecoverCluster run = start(Samples.withRescue(
                Samples.withSteps(profile(), List.of(sops), profile().deploy())));
        bed.rescue().other = List.of("Secret binderhub/hub is there already with other values.");
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);

        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("restore");
            assertThat(stuck.reason()).isEqualTo("Secret binderhub/hub is there already with other values.");
        });
        assertThat(bed.cluster().commanded).isEmpty();
        run.resolve(new Resolve("restore", Resolution.SKIP, "bob"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
        assertThat(bed.cluster().commanded).containsExactly("hand off sops <");
    }

    private RecoverCluster start(ClusterProfile profile) {
        return bed.world(profile, Duration.ofHours(-23)).start(request("alice"));
    }

    private static ClusterProfile profile() {
        return Samples.profile(Samples.policy(UpgradePolicy.WHEN_VIABLE, TemplatePolicy.FITTING));
    }

    private static void approve(RecoverCluster run, SealedPlan plan) {
        run.approve(new Approve(plan.sha256(), "bob"));
    }
}
