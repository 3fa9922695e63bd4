// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.temporal.activity.ActivityInterface;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.worker.fleet.FleetFile;
import org.rekindle.worker.fleet.FleetFolder;
import org.rekindle.worker.runs.TemporalTeardownRateLimit;
import org.rekindle.workflows.teardown.ratelimit.AutoUpgradingTeardownRateLimit;

/** A workflow or an activity that is not registered waits for a worker for ever, so none may be forgotten. */
final class WiringTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("org.rekindle.workflows");

    /** Connects when it is first used, which it is not. */
    private final WorkflowServiceStubs nobody = WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());

    private final WorkflowClient client = WorkflowClient.newInstance(nobody);

    private final Worker worker = WorkerFactory.newInstance(client).newWorker("wiring");

    private List<Object> activities = List.of();

    @BeforeEach
    void wire(@TempDir Path folder) throws IOException {
        activities = new ArrayList<>(
                Activities.of(FleetFile.read(FleetFolder.in(folder).write(FleetFolder.WHOLE)), "default"));
        activities.add(new TemporalTeardownRateLimit(client));
        WorkerProcess.register(worker, activities, null);
    }

    @AfterEach
    void close() {
        nobody.shutdownNow();
    }

    static List<Class<?>> activityInterfaces() {
        return annotatedWith(ActivityInterface.class);
    }

    static List<Class<?>> workflowInterfaces() {
        return annotatedWith(WorkflowInterface.class);
    }

    @Test
    void theyAreFound() {
        assertThat(activityInterfaces()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(workflowInterfaces()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("activityInterfaces")
    void everyActivityHasOneObjectThatIsRegistered(Class<?> contract) {
        Stream<Object> implementations = activities.stream().filter(contract::isInstance);

        assertThat(implementations)
                .hasSize(1)
                .allSatisfy(object -> assertThatIsRegistered(() -> worker.registerActivitiesImplementations(object)));
    }

    /** One class stands for the teardown rate limit where workers have versions, and another one where they have none. */
    @ParameterizedTest
    @MethodSource("workflowInterfaces")
    void everyWorkflowHasOneImplementationThatIsRegistered(Class<?> contract) {
        Stream<Class<?>> implementations = CLASSES.get(contract).getAllSubclasses().stream()
                .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> !type.isEquivalentTo(AutoUpgradingTeardownRateLimit.class))
                .map(JavaClass::reflect);

        assertThat(implementations)
                .hasSize(1)
                .allSatisfy(type -> assertThatIsRegistered(() -> worker.registerWorkflowImplementationTypes(type)));
    }

    /** The SDK refuses to register a workflow that does not say how it goes on with other versions. */
    @Test
    void aWorkerWithAVersionTakesEveryWorkflow() {
        WorkerVersion version = new WorkerVersion("rekindle", "0.1.0");
        Worker versioned = WorkerFactory.newInstance(client).newWorker("wiring", WorkerProcess.workerOptions(version));
        WorkerProcess.register(versioned, activities, version);

        assertThat(version.options().getVersion().toCanonicalString()).isEqualTo("rekindle.0.1.0");
        assertThatIsRegistered(
                () -> versioned.registerWorkflowImplementationTypes(AutoUpgradingTeardownRateLimit.class));
    }

    /** A Temporal server refuses the tasks of a worker without a version that name such a behavior; the one in memory does not. */
    @Test
    void noWorkflowOfAWorkerWithoutAVersionNamesAVersioningBehavior() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(WorkflowVersioningBehavior.class))
                        .<Class<?>>map(method -> method.getOwner().reflect()))
                .containsOnly(AutoUpgradingTeardownRateLimit.class);
    }

    /** Temporal tells whether a type is registered only by refusing to register it once more. */
    private static void assertThatIsRegistered(Runnable onceMore) {
        assertThatThrownBy(onceMore::run).hasMessageContaining("already registered");
    }

    private static List<Class<?>> annotatedWith(Class<? extends Annotation> annotation) {
        return CLASSES.stream()
                .filter(type -> type.isInterface() && type.isAnnotatedWith(annotation))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }
}
