// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
    private static final String PROJECT = "org.rekindle";
    private static final String BROKEN = "org.rekindle.architecture.broken";

    /**
     * What sleeps between two looks at something that cannot call back: a hub, a cluster, a run, a process. Each has a
     * deadline, or a human who ends it.
     */
    private static final Set<String> SLEEPERS = Set.of(
            "org.rekindle.activities.approval.oidc.DeviceLogin",
            "org.rekindle.activities.hub.Patience",
            "org.rekindle.activities.kubernetes.ScaleUpProver",
            "org.rekindle.activities.openstack.orphans.OrphanSweep",
            "org.rekindle.worker.cli.Watch",
            "org.rekindle.worker.process.DevServer",
            // The lab also spends the time that the real thing takes.
            "org.rekindle.lab.hub.ImageBuild",
            "org.rekindle.lab.hub.EventStream",
            "org.rekindle.lab.hub.HubPods",
            "org.rekindle.lab.hub.Launcher",
            "org.rekindle.lab.cli.LabUpCommand",
            "org.rekindle.lab.plane.Waiting",
            "org.rekindle.lab.scenario.Follow",
            "org.rekindle.lab.scenario.LabRun",
            "org.rekindle.lab.scenario.KillableWorker",
            "org.rekindle.lab.scenario.Resumption");

    /** What META-INF/services names. */
    private static final Set<String> FOUND_BY_NAME = Set.of(
            "org.rekindle.activities.openstack.client.JdkHttpConnector",
            "org.rekindle.lab.cli.LabCommands",
            "org.rekindle.lab.tools.LabChecks");

    // ArchUnit's own option knows target/test-classes alone, and the build may be told to work in another folder.
    private static final ImportOption WITHOUT_TESTS = location -> !location.contains("/test-classes/");

    private static final JavaClasses SHIPPED =
            new ClassFileImporter().withImportOption(WITHOUT_TESTS).importPackages(PROJECT);
    private static final JavaClasses BREAKING = new ClassFileImporter().importPackages(BROKEN);

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("dependencies point one way", Rules::dependenciesPointOneWay, "LikesTheLab"),
                rule("workflows touch nothing outside", Rules::workflowsTouchNothingOutside, "ReadsAFile"),
                rule("workflows are deterministic", Rules::workflowsAreDeterministic, "LooksAtTheClock"),
                rule("decisions do not know Temporal", Rules::decisionsDoNotKnowTemporal, "AsksTemporal"),
                rule("activities implement no workflow", Rules::activitiesImplementNoWorkflow, "TellsTheStory"),
                rule("what deletes a cluster asks the guard", Rules::whatDeletesAClusterAsksTheGuard, "DeletesUnasked"),
                rule("every class is used", rules -> rules.everyClassIsUsed(FOUND_BY_NAME), "LikesTheLab"),
                rule("nothing sleeps", rules -> rules.nothingSleeps(SLEEPERS), "Sleeps"),
                rule("every package is null-marked", rules -> Rules.everyPackageIsNullMarked(), "broken.unmarked"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(Function<Rules, ArchRule> rule, String breaker) {
        rule.apply(new Rules(PROJECT)).check(SHIPPED);
    }

    /** A rule that cannot fail proves nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void failsForCodeThatBreaksIt(Function<Rules, ArchRule> rule, String breaker) {
        assertThatThrownBy(() -> rule.apply(new Rules(BROKEN)).check(BREAKING))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(breaker);
    }

    @Test
    void seesAllModules() {
        assertThat(Stream.of("workflows", "activities", "worker", "lab").map(module -> PROJECT + "." + module))
                .allSatisfy(module -> assertThat(SHIPPED.stream())
                        .anyMatch(type -> type.getPackageName().startsWith(module)));
    }

    private static Arguments rule(String name, Function<Rules, ArchRule> rule, String breaker) {
        return Arguments.of(Named.of(name, rule), breaker);
    }
}
