// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.workflows.model.observation.CloudLogin;
import org.rekindle.workflows.model.observation.CreateFacts;
import org.rekindle.workflows.model.observation.FlavorStock;
import org.rekindle.workflows.model.observation.NodeGroupShape;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.observation.TemplateStock;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;

/** Each of Magnum's refusals, with the sentence that a plan says instead. */
final class CreateIsValidTest {

    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final Duration TAKES = Duration.ofHours(5);
    private static final CloudLogin MEMBER = new CloudLogin(null, null, false, List.of("member"));
    private static final NodeGroupShape WORKER = new NodeGroupShape("default-worker", "m3.small", 1, null, null);
    private static final TemplateStock TEMPLATE =
            new TemplateStock("t-1", "kube", "m3.small", "m3.small", false, Map.of(), List.of());

    @Test
    void aCreateThatMagnumTakesHasNoObjection() {
        assertThat(objections("binder", shape(1, WORKER), TEMPLATE, MEMBER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1bad", "bad name", "", "-x", "größe"})
    void aNameThatMagnumDoesNotTakeIsSaid(String name) {
        assertThat(objections(name, shape(1, WORKER), TEMPLATE, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_NAME, "name", name));
    }

    @ParameterizedTest
    @CsvSource({
        "0, CREATE_NO_CONTROL_PLANE",
        "2, CREATE_EVEN_CONTROL_PLANE",
        "4, CREATE_EVEN_CONTROL_PLANE",
        "-1, CREATE_NO_CONTROL_PLANE"
    })
    void anEvenNumberOfMastersIsSaid(int masters, ReasonCode code) {
        assertThat(objections("binder", balanced(masters), TEMPLATE, MEMBER))
                .containsExactly(Reason.of(code, "machines", masters));
    }

    @Test
    void severalMastersNeedALoadBalancerOfTheShapeOrTheTemplate() {
        assertThat(objections("binder", shape(3, WORKER), TEMPLATE, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_NO_LOAD_BALANCER, "machines", 3)
                        .with("template", "kube"));
        assertThat(objections("binder", balanced(3), TEMPLATE, MEMBER)).isEmpty();
        TemplateStock balancing = new TemplateStock("t-1", "kube", null, null, true, Map.of(), List.of());
        assertThat(objections("binder", shape(3, WORKER), balancing, MEMBER)).isEmpty();
        Shape without = shape(3, "m3.small", List.of(WORKER), null, false, Map.of());
        assertThat(objections("binder", without, balancing, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_NO_LOAD_BALANCER, "machines", 3));
    }

    @Test
    void aSmallestSizeBelowOneIsSaidWhereTheClusterScales() {
        NodeGroupShape none = new NodeGroupShape("gpu", "m3.small", 1, 0, null);
        Map<String, String> scales = Map.of("auto_scaling_enabled", "true");
        Shape byLabel = shape(1, "m3.small", List.of(WORKER, none), null, null, scales);
        Shape byFirst = shape(1, new NodeGroupShape("default-worker", "m3.small", 1, 1, 3), none);

        assertThat(List.of(byLabel, byFirst))
                .allSatisfy(shape -> assertThat(objections("binder", shape, TEMPLATE, MEMBER))
                        .containsExactly(Reason.of(ReasonCode.CREATE_NODE_GROUP_MIN, "group", "gpu")
                                .with("min", 0)));
        assertThat(objections("binder", shape(1, WORKER, none), TEMPLATE, MEMBER))
                .isEmpty();
        NodeGroupShape open = new NodeGroupShape("gpu", "m3.small", 2, null, null);
        assertThat(objections(
                        "binder", shape(1, "m3.small", List.of(WORKER, open), null, null, scales), TEMPLATE, MEMBER))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-1,-,-", "1,2,-", "5,1,4", "3,4,2"})
    void boundsThatDoNotHoldTheCountAreSaid(int count, Integer min, Integer max) {
        assertThat(objections(
                        "binder", shape(1, new NodeGroupShape("gpu", "m3.small", count, min, max)), TEMPLATE, MEMBER))
                .extracting(Reason::code, each -> each.facts().get("count"))
                .contains(tuple(ReasonCode.CREATE_NODE_GROUP_BOUNDS, String.valueOf(count)));
    }

    @Test
    void flavorsThatAreNotThereOrTooSmallAreSaid() {
        assertThat(objections("binder", shape(1, group("gpu", "m3.gone", 1)), TEMPLATE, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_FLAVOR_UNKNOWN, "flavor", "m3.gone"));
        assertThat(objections("binder", shape(1, group("tiny", "m3.tiny", 1)), TEMPLATE, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_FLAVOR_SMALL, "flavor", "m3.tiny")
                        .with("cores", 1)
                        .with("ram", 1024));
    }

    @Test
    void aFlavorWithoutADiskNeedsAVolumeToBootFrom() {
        Shape diskless = shape(1, group("w", "m3.diskless", 1));

        assertThat(objections("binder", diskless, TEMPLATE, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_NOTHING_TO_BOOT_FROM, "flavor", "m3.diskless"));
        TemplateStock booting =
                new TemplateStock("t-1", "kube", null, null, false, Map.of("boot_volume_size", "20"), List.of());
        assertThat(objections("binder", diskless, booting, MEMBER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"big", "", "1.5", "20GB"})
    void aBootVolumeWithoutANumberIsSaid(String size) {
        Shape labelled = shape(1, "m3.small", List.of(WORKER), null, null, Map.of("boot_volume_size", size));

        assertThat(objections("binder", labelled, TEMPLATE, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_BOOT_VOLUME_UNREADABLE, "size", size));
    }

    @Test
    void whatTheShapeNamesAndIsNotThereIsSaid() {
        Shape naming = new Shape(1, "m3.small", List.of(WORKER), "ops", "net", "subnet", null, null, Map.of());

        assertThat(objections("binder", naming, TEMPLATE, MEMBER))
                .containsExactly(
                        Reason.of(ReasonCode.CREATE_KEYPAIR_UNKNOWN, "name", "ops"),
                        Reason.of(ReasonCode.CREATE_NETWORK_UNKNOWN, "name", "net"),
                        Reason.of(ReasonCode.CREATE_SUBNET_UNKNOWN, "name", "subnet"));
    }

    @Test
    void nodeGroupsThatMagnumWouldRefuseLaterAreSaidBefore() {
        assertThat(objections(
                        "binder",
                        shape(1, WORKER, new NodeGroupShape("mm", "m3.small", 1, 5, 2), WORKER),
                        TEMPLATE,
                        MEMBER))
                .containsExactly(
                        Reason.of(ReasonCode.CREATE_NODE_GROUP_BOUNDS, "group", "mm")
                                .with("count", 1)
                                .with("min", 5)
                                .with("max", 2),
                        Reason.of(ReasonCode.CREATE_NODE_GROUP_TWICE, "group", "default-worker"));
        assertThat(objections("binder", shape(1), TEMPLATE, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_NO_NODE_GROUP));
        assertThat(objections("binder", shape(1, group("none", "m3.small", 0)), TEMPLATE, MEMBER))
                .isEmpty();
        assertThat(objections(9, shape(1, group("none", "m3.small", 0))))
                .containsExactly(Reason.of(ReasonCode.CREATE_NODE_GROUP_EMPTY, "group", "none")
                        .with("microversion", 9));
        assertThat(objections(8, shape(1, WORKER, group("b", "m3.small", 1))))
                .containsExactly(Reason.of(ReasonCode.CREATE_NODE_GROUPS_NOT_KNOWN, "count", 2)
                        .with("microversion", 8));
        assertThat(objections(14, shape(1, group("none", "m3.small", -1))))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.CREATE_NODE_GROUP_NEGATIVE, ReasonCode.CREATE_NODE_GROUP_BOUNDS);
    }

    @Test
    void aTemplateThatIsGoneOrFaultyIsSaid() {
        assertThat(objections("binder", shape(1, WORKER), null, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_TEMPLATE_GONE, "template", "t-1"));
        TemplateStock faulty = new TemplateStock(
                "t-1", "kube", null, null, false, Map.of(), List.of("its image x is deactivated, not active."));
        assertThat(objections("binder", shape(1, WORKER), faulty, MEMBER))
                .containsExactly(Reason.of(ReasonCode.CREATE_TEMPLATE_FAULT, "template", "kube")
                        .with("fault", "its image x is deactivated, not active."));
    }

    @Test
    void aLoginThatMayNotCreateOrEndsTooEarlyIsSaid() {
        assertThat(objections(
                        "binder", shape(1, WORKER), TEMPLATE, new CloudLogin(null, null, false, List.of("Reader"))))
                .containsExactly(Reason.of(ReasonCode.CREATE_LOGIN_READS_ONLY));
        assertThat(objections("binder", shape(1, WORKER), TEMPLATE, new CloudLogin(null, null, false, List.of())))
                .containsExactly(Reason.of(ReasonCode.CREATE_LOGIN_WITHOUT_ROLE));
        assertThat(objections(
                        "binder", shape(1, WORKER), TEMPLATE, new CloudLogin("ours", null, true, List.of("member"))))
                .containsExactly(Reason.of(ReasonCode.CREATE_LOGIN_RESTRICTED, "credential", "ours"));
        assertThat(objections("binder", shape(1, WORKER), TEMPLATE, ending(TAKES.minusSeconds(1))))
                .containsExactly(Reason.of(ReasonCode.CREATE_LOGIN_ENDS, "credential", "ours")
                        .with("end", NOW.plus(TAKES.minusSeconds(1)))
                        .with("takes", "5 h"));
        assertThat(objections("binder", shape(1, WORKER), TEMPLATE, ending(TAKES)))
                .isEmpty();
    }

    private static CloudLogin ending(Duration in) {
        return new CloudLogin("ours", NOW.plus(in), false, List.of("member"));
    }

    private static NodeGroupShape group(String name, String flavor, int count) {
        return new NodeGroupShape(name, flavor, count, null, null);
    }

    private static Shape balanced(int masters) {
        return shape(masters, "m3.small", List.of(WORKER), null, true, Map.of());
    }

    private static Shape shape(int masters, NodeGroupShape... groups) {
        return shape(masters, "m3.small", List.of(groups), null, null, Map.of());
    }

    private static Shape shape(
            int masters,
            String flavor,
            List<NodeGroupShape> groups,
            @Nullable String keypair,
            @Nullable Boolean balanced,
            Map<String, String> labels) {
        return new Shape(masters, flavor, groups, keypair, null, null, balanced, null, labels);
    }

    private static List<Reason> objections(int microversion, Shape shape) {
        return CreateIsValid.objections("binder", shape, "t-1", facts(TEMPLATE, microversion, MEMBER), NOW, TAKES);
    }

    private static List<Reason> objections(
            String name, Shape shape, @Nullable TemplateStock template, CloudLogin login) {
        return CreateIsValid.objections(name, shape, "t-1", facts(template, 14, login), NOW, TAKES);
    }

    private static CreateFacts facts(@Nullable TemplateStock template, int microversion, CloudLogin login) {
        return new CreateFacts(
                Stream.ofNullable(template).toList(),
                List.of(
                        new FlavorStock("m3.small", 2, 6144, 20),
                        new FlavorStock("m3.tiny", 1, 1024, 20),
                        new FlavorStock("m3.diskless", 2, 4096, 0)),
                List.of(),
                List.of(),
                List.of(),
                microversion,
                login);
    }
}
