// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.create;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.rekindle.workflows.model.CloudLogin;
import org.rekindle.workflows.model.CreateFacts;
import org.rekindle.workflows.model.FlavorStock;
import org.rekindle.workflows.model.NodeGroupShape;
import org.rekindle.workflows.model.Shape;
import org.rekindle.workflows.model.TemplateStock;

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
                .singleElement()
                .asString()
                .startsWith("The name " + name);
    }

    @ParameterizedTest
    @CsvSource({"0, must be one", "2, must not be even", "4, must not be even", "-1, must be one"})
    void anEvenNumberOfMastersIsSaid(int masters, String words) {
        assertThat(objections("binder", balanced(masters), TEMPLATE, MEMBER))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void severalMastersNeedALoadBalancerOfTheShapeOrTheTemplate() {
        assertThat(objections("binder", shape(3, WORKER), TEMPLATE, MEMBER))
                .containsExactly("A control plane of 3 machines needs a load balancer (master_lb_enabled), and the"
                        + " template kube has none.");
        assertThat(objections("binder", balanced(3), TEMPLATE, MEMBER)).isEmpty();
        TemplateStock balancing = new TemplateStock("t-1", "kube", null, null, true, Map.of(), List.of());
        assertThat(objections("binder", shape(3, WORKER), balancing, MEMBER)).isEmpty();
        Shape without = shape(3, "m3.small", List.of(WORKER), null, false, Map.of());
        assertThat(objections("binder", without, balancing, MEMBER))
                .singleElement()
                .asString()
                .contains("the shape has none");
    }

    @Test
    void aSmallestSizeBelowOneIsSaidWhereTheClusterScales() {
        NodeGroupShape none = new NodeGroupShape("gpu", "m3.small", 1, 0, null);
        Map<String, String> scales = Map.of("auto_scaling_enabled", "true");
        Shape byLabel = shape(1, "m3.small", List.of(WORKER, none), null, null, scales);
        Shape byFirst = shape(1, new NodeGroupShape("default-worker", "m3.small", 1, 1, 3), none);

        assertThat(List.of(byLabel, byFirst))
                .allSatisfy(shape -> assertThat(objections("binder", shape, TEMPLATE, MEMBER))
                        .containsExactly("The node group gpu has min: 0, and the driver takes none below 1 where the"
                                + " cluster scales."));
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
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).startsWith("The node group gpu has " + count + " nodes"));
    }

    @Test
    void flavorsThatAreNotThereOrTooSmallAreSaid() {
        assertThat(objections("binder", shape(1, group("gpu", "m3.gone", 1)), TEMPLATE, MEMBER))
                .containsExactly("The project does not see the flavor m3.gone.");
        assertThat(objections("binder", shape(1, group("tiny", "m3.tiny", 1)), TEMPLATE, MEMBER))
                .singleElement()
                .asString()
                .contains("the driver refuses less than 2 cores");
    }

    @Test
    void aFlavorWithoutADiskNeedsAVolumeToBootFrom() {
        Shape diskless = shape(1, group("w", "m3.diskless", 1));

        assertThat(objections("binder", diskless, TEMPLATE, MEMBER))
                .singleElement()
                .asString()
                .contains("has no disk");
        TemplateStock booting =
                new TemplateStock("t-1", "kube", null, null, false, Map.of("boot_volume_size", "20"), List.of());
        assertThat(objections("binder", diskless, booting, MEMBER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"big", "", "1.5", "20GB"})
    void aBootVolumeWithoutANumberIsSaid(String size) {
        Shape labelled = shape(1, "m3.small", List.of(WORKER), null, null, Map.of("boot_volume_size", size));

        assertThat(objections("binder", labelled, TEMPLATE, MEMBER))
                .containsExactly("The label boot_volume_size is " + size + ", which is no whole number.");
    }

    @Test
    void whatTheShapeNamesAndIsNotThereIsSaid() {
        Shape naming = new Shape(1, "m3.small", List.of(WORKER), "ops", "net", "subnet", null, null, Map.of());

        assertThat(objections("binder", naming, TEMPLATE, MEMBER))
                .containsExactly(
                        "The user has no keypair ops.",
                        "The project has no network net.",
                        "The project has no subnet subnet.");
    }

    @Test
    void nodeGroupsThatMagnumWouldRefuseLaterAreSaidBefore() {
        assertThat(objections(
                        "binder",
                        shape(1, WORKER, new NodeGroupShape("mm", "m3.small", 1, 5, 2), WORKER),
                        TEMPLATE,
                        MEMBER))
                .containsExactly(
                        "The node group mm has 1 nodes and may have 5 to 2.",
                        "Two node groups have the name default-worker.");
        assertThat(objections("binder", shape(1), TEMPLATE, MEMBER)).containsExactly("The shape names no node group.");
        assertThat(objections("binder", shape(1, group("none", "m3.small", 0)), TEMPLATE, MEMBER))
                .isEmpty();
        assertThat(objections(9, shape(1, group("none", "m3.small", 0))))
                .singleElement()
                .asString()
                .contains("1.10");
        assertThat(objections(8, shape(1, WORKER, group("b", "m3.small", 1))))
                .singleElement()
                .asString()
                .contains("1.9 brought node groups");
        assertThat(objections(14, shape(1, group("none", "m3.small", -1)))).hasSize(2);
    }

    @Test
    void aTemplateThatIsGoneOrFaultyIsSaid() {
        assertThat(objections("binder", shape(1, WORKER), null, MEMBER))
                .containsExactly("The project sees the template t-1 no longer.");
        TemplateStock faulty = new TemplateStock(
                "t-1", "kube", null, null, false, Map.of(), List.of("its image x is deactivated, not active."));
        assertThat(objections("binder", shape(1, WORKER), faulty, MEMBER))
                .containsExactly("Of the template kube: its image x is deactivated, not active.");
    }

    @Test
    void aLoginThatMayNotCreateOrEndsTooEarlyIsSaid() {
        assertThat(objections(
                        "binder", shape(1, WORKER), TEMPLATE, new CloudLogin(null, null, false, List.of("Reader"))))
                .singleElement()
                .asString()
                .contains("the role reader alone");
        assertThat(objections("binder", shape(1, WORKER), TEMPLATE, new CloudLogin(null, null, false, List.of())))
                .singleElement()
                .asString()
                .contains("no role");
        assertThat(objections(
                        "binder", shape(1, WORKER), TEMPLATE, new CloudLogin("ours", null, true, List.of("member"))))
                .singleElement()
                .asString()
                .contains("ours is restricted", "--unrestricted");
        assertThat(objections("binder", shape(1, WORKER), TEMPLATE, ending(TAKES.minusSeconds(1))))
                .singleElement()
                .asString()
                .contains("ours ends at", "may take 5 h");
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

    private static List<String> objections(int microversion, Shape shape) {
        return CreateIsValid.objections("binder", shape, "t-1", facts(TEMPLATE, microversion, MEMBER), NOW, TAKES);
    }

    private static List<String> objections(
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
