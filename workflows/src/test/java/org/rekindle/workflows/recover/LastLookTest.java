// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.workflows.fakes.TestBed.codes;
import static org.rekindle.workflows.fakes.TestBed.plan;
import static org.rekindle.workflows.fakes.TestBed.request;
import static org.rekindle.workflows.fakes.TestBed.result;
import static org.rekindle.workflows.fakes.TestBed.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.workflows.api.RecoverCluster;
import org.rekindle.workflows.fakes.FakeCloud;
import org.rekindle.workflows.fakes.Samples;
import org.rekindle.workflows.fakes.TestBed;
import org.rekindle.workflows.model.observation.CloudCluster;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.plan.ChoiceCode;
import org.rekindle.workflows.model.plan.PlanHash;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TemplatePolicy;
import org.rekindle.workflows.model.policy.UpgradePolicy;
import org.rekindle.workflows.model.run.FailureCode;
import org.rekindle.workflows.model.run.Outcome;
import org.rekindle.workflows.model.run.Phase;
import org.rekindle.workflows.model.run.RecoveryView;
import org.rekindle.workflows.model.run.Resolution;
import org.rekindle.workflows.model.run.Resolve;

/** While a plan waits the world goes on; what changed in it keeps the cluster from being deleted under that plan. */
@Timeout(90)
final class LastLookTest {

    private static final Duration AN_HOUR_AGO = Duration.ofHours(-1);

    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                changed("a group added", "The node group gpu is new: 1 × m3.large.", groups(groups -> {
                    groups.add(new NodeGroupShape("gpu", "m3.large", 1, null, null));
                })),
                changed(
                        "a group removed",
                        "The node group core is there no longer",
                        groups(groups -> groups.removeIf(each -> each.name().equals("core")))),
                changed(
                        "a group resized",
                        "The node group core was 1 × m3.quad, from 1 to 5 and is 4 × m3.quad, from 1 to 5.",
                        groups(groups -> groups.replaceAll(each ->
                                each.name().equals("core") ? new NodeGroupShape("core", "m3.quad", 4, 1, 5) : each))),
                changed(
                        "the bounds of a group",
                        "from 1 to 9",
                        groups(groups -> groups.replaceAll(each ->
                                each.name().equals("core") ? new NodeGroupShape("core", "m3.quad", 1, 1, 9) : each))),
                changed("a label", "The label monitoring_enabled was (not set) and is true.", shape(shape -> {
                    Map<String, String> labels = new HashMap<>(shape.labels());
                    labels.put("monitoring_enabled", "true");
                    return with(shape, shape.masterCount(), shape.nodeGroups(), labels);
                })),
                changed(
                        "the control plane",
                        "The number of machines of the control plane was 1 and is 3.",
                        shape(shape -> with(shape, 3, shape.nodeGroups(), shape.labels()))),
                changed(
                        "an update",
                        "is UPDATE_IN_PROGRESS",
                        cloud -> cloud.change(old -> with(old, "UPDATE_IN_PROGRESS", old.templateId(), old.shape()))),
                changed(
                        "an upgrade",
                        "was upgraded to another template",
                        cloud -> cloud.change(
                                old -> with(old, "UPDATE_COMPLETE", Samples.NEXT_MINOR.uuid(), old.shape()))),
                changed(
                        "a template",
                        "no longer what the plan builds from",
                        cloud -> cloud.onlyTemplates(Samples.NEXT_MINOR, Samples.CURRENT)),
                changed("an image", "its image is deactivated", cloud -> cloud.deactivateImageOf(Samples.FITTING)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatChangesWhileThePlanWaitsLeadsToANewPlanThatSaysSo(String what, String said, Consumer<FakeCloud> change) {
        bed.world(policy(), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        PlanHash first = plan(run).sha256();
        change.accept(bed.cloud());
        bed.approve(run, "bob");
        bed.environment().sleep(Duration.ofMinutes(10));

        RecoveryView view = run.view();
        assertThat(bed.cloud().count("delete")).as(story(view)).isZero();
        assertThat(view.phase()).as(story(view)).isEqualTo(Phase.AWAITING_APPROVAL);
        assertThat(plan(run).sha256()).isNotEqualTo(first);
        assertThat(view.timeline()).anySatisfy(entry -> assertThat(entry.what()).contains(said));
        assertThat(view.timeline())
                .allSatisfy(entry ->
                        assertThat(entry.what()).doesNotContain("Shape[", "NodeGroupShape[", "ClusterIdentity["));
    }

    @Test
    void whereNothingIsLeftToBuildFromNothingIsDeleted() {
        bed.world(policy(), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().onlyTemplates(Samples.CURRENT);
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void aCredentialThatEndsBeforeARebuildCouldBeDoneKeepsTheClusterFromBeingDeleted() {
        bed.world(policy(), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().loginEnds(bed.clock().instant().plus(Duration.ofHours(2)));
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(bed.cloud().count("delete")).isZero();
        assertThat(codes(run.view()))
                .containsSequence(ReasonCode.CREATE_REFUSED, ReasonCode.CREATE_LOGIN_ENDS)
                .endsWith(ReasonCode.NO_REMEDY_LEFT);
    }

    @Test
    void aQuotaThatWasFilledMeanwhileKeepsTheClusterFromBeingDeleted() {
        bed.world(policy(), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().limitInstances(3);
        bed.approve(run, "bob");

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.HANDED_TO_HUMAN);
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void whatCannotBeReadMakesTheStepStuckAndIsNeverTakenForWell() {
        bed.world(policy(), AN_HOUR_AGO);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);
        bed.cloud().failCreateFactsWith(FailureCode.ACCESS_DENIED);
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck()).satisfies(stuck -> {
            assertThat(stuck.step()).isEqualTo("tear down");
            assertThat(stuck.canBeSkipped()).isFalse();
        });
        assertThat(bed.cloud().count("delete")).isZero();

        bed.cloud().failCreateFactsWith(null);
        bed.cloud().hideQuota();
        run.resolve(new Resolve("tear down", Resolution.RETRY, "carol"));
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.reason()).contains("The plan knew the quota of instances"));
        assertThat(bed.cloud().count("delete")).isZero();
    }

    @Test
    void aPlanThatCouldNotAskWhetherMagnumTakesTheCreateSaysSo() {
        bed.world(policy(), AN_HOUR_AGO);
        bed.cloud().failCreateFactsWith(FailureCode.ACCESS_DENIED);
        RecoverCluster run = bed.start(request("alice"));
        bed.awaitPhase(run, Phase.AWAITING_APPROVAL);

        assertThat(plan(run).plan().decisions())
                .anySatisfy(decision -> assertThat(decision.choice()).isEqualTo(ChoiceCode.NOT_KNOWN_YET));
    }

    @Test
    void anOldClusterIsNotDeletedWhenTheNewOneBesideItHasGone() {
        bed.world(Samples.rebuildingBeside(policy()), AN_HOUR_AGO);
        bed.cloud().limitInstances(8);
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        bed.cloud().loseNewClusters();
        run.resolve(new Resolve("switch over", Resolution.RETRY, "carol"));
        bed.environment().sleep(Duration.ofMinutes(10));

        assertThat(bed.cloud().count("delete")).as(story(run.view())).isZero();
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.step()).isEqualTo("tear down the old cluster"));
    }

    @Test
    void anOldClusterStaysUntilEveryProofOfTheNewOneIsMade() {
        bed.world(Samples.rebuildingBeside(policy()), AN_HOUR_AGO);
        bed.cloud().limitInstances(8);
        bed.cluster().imageAlreadyThere = true;
        RecoverCluster run = bed.start(request("alice"));
        bed.approve(run, "bob");
        bed.awaitPhase(run, Phase.AWAITING_OPERATOR);
        run.resolve(new Resolve("build and launch", Resolution.SKIP, "carol"));
        bed.environment().sleep(Duration.ofMinutes(5));
        assertThat(run.view().stuck())
                .satisfies(stuck -> assertThat(stuck.step()).isEqualTo("prove the new cluster"));
        assertThat(bed.cloud().count("delete")).isZero();
        bed.cluster().imageAlreadyThere = false;
        run.resolve(new Resolve("prove the new cluster", Resolution.RETRY, "carol"));
        bed.environment().sleep(Duration.ofMinutes(5));
        run.resolve(new Resolve("switch over", Resolution.RETRY, "carol"));

        assertThat(result(run).outcome()).as(story(run.view())).isEqualTo(Outcome.RECOVERED);
    }

    private static Arguments changed(String what, String said, Consumer<FakeCloud> change) {
        return Arguments.of(what, said, change);
    }

    private static Consumer<FakeCloud> groups(Consumer<List<NodeGroupShape>> change) {
        return shape(shape -> {
            List<NodeGroupShape> groups = new ArrayList<>(shape.nodeGroups());
            change.accept(groups);
            return with(shape, shape.masterCount(), groups, shape.labels());
        });
    }

    private static Consumer<FakeCloud> shape(UnaryOperator<Shape> change) {
        return cloud -> cloud.change(old -> with(old, old.status().raw(), old.templateId(), change.apply(old.shape())));
    }

    private static Shape with(Shape shape, int masters, List<NodeGroupShape> groups, Map<String, String> labels) {
        return new Shape(
                masters,
                shape.masterFlavor(),
                List.copyOf(groups),
                shape.keypair(),
                shape.fixedNetwork(),
                shape.fixedSubnet(),
                masters > 1 ? Boolean.TRUE : shape.masterLoadBalancer(),
                shape.floatingIp(),
                labels);
    }

    private static CloudCluster with(CloudCluster old, String status, String template, Shape shape) {
        return new CloudCluster(
                old.identity(),
                template,
                ClusterStatus.of(status),
                old.statusReason(),
                old.healthStatus(),
                old.healthReasons(),
                old.apiAddress(),
                old.kubernetesVersion(),
                shape,
                old.runMark(),
                old.updatedAt());
    }

    private static Policy policy() {
        return Samples.policy(UpgradePolicy.NEVER, TemplatePolicy.FITTING);
    }
}
